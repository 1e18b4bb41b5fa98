using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Documents;

/// <summary>Turns a joinable state into a region's document and back.</summary>
internal interface IRegionalDocumentCodec
{
    /// <summary>Encodes a state whose version's head is the write at hand.</summary>
    /// <exception cref="StateTooLargeException">The document is larger than the store takes (2 MB).</exception>
    RegionalDocument Encode<TState>(string key, RegionId region, TState state)
        where TState : class, IJoinableState<TState>;

    /// <summary>Reads the header only: region, head and version.</summary>
    /// <exception cref="NewerSchemaException">The document was written by a newer schema version; it must not be overwritten.</exception>
    RegionalDocument ReadHeader(ReadOnlyMemory<byte> content);

    /// <summary>Reads the state, with its version.</summary>
    TState ReadState<TState>(RegionalDocument document)
        where TState : class, IJoinableState<TState>;
}
