using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Documents;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>Documents of <see cref="TestState"/>.</summary>
internal sealed class TestCodec : IRegionalDocumentCodec
{
    public RegionalDocument Encode<TState>(string key, RegionId region, TState state)
        where TState : class, IJoinableState<TState> =>
        new(key, region, state.Version.Head!.Value, state.Version, JsonSerializer.SerializeToUtf8Bytes(
            new Body(key, region.Name, new(state.Version.Counters), [.. ((TestState)(object)state).Words])));

    public RegionalDocument ReadHeader(ReadOnlyMemory<byte> content)
    {
        var body = Read(content);
        var version = VersionVector.Empty with { Counters = VersionVector.Empty.Counters.AddRange(body.Written) };
        return new(body.Key, new(body.Region), version.Head!.Value, version, content);
    }

    public TState ReadState<TState>(RegionalDocument document)
        where TState : class, IJoinableState<TState> => (TState)(object)new TestState(document.Version, [.. Read(document.Content).Words]);

    private static Body Read(ReadOnlyMemory<byte> content) => JsonSerializer.Deserialize<Body>(content.Span)!;

    private sealed record Body(string Key, string Region, Dictionary<string, long> Written, string[] Words);
}
