using System.Buffers;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Documents;

/// <summary>
/// Writes the header members first and the state last, so that a header is read without touching the state. Reading takes the members in any
/// order and skips those it does not know, such as the system members that the store appends.
/// </summary>
internal sealed class RegionalDocumentCodec(StateJson json, int schemaVersion, int maxDocumentBytes) : IRegionalDocumentCodec
{
    public RegionalDocument Encode<TState>(string key, RegionId region, TState state)
        where TState : class, IJoinableState<TState>
    {
        var version = state.Version;
        var head = version.Head ?? throw new ArgumentException("A state is encoded under the version of a write; this one holds none.", nameof(state));
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, DocumentJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString(DocumentJson.Id, region.Name);
            writer.WriteString(DocumentJson.PartitionKey, key);
            writer.WriteNumber(DocumentJson.Schema, schemaVersion);
            writer.WriteString(DocumentJson.Head, head.ToString());
            writer.WriteStartObject(DocumentJson.Written);
            foreach (var (name, counter) in version.Counters)
            {
                writer.WriteNumber(name, counter);
            }

            writer.WriteEndObject();
            writer.WritePropertyName(DocumentJson.State);
            // The version is in the header; a second copy inside the state could only disagree with it.
            JsonSerializer.Serialize(writer, state.WithVersion(VersionVector.Empty), json.TypeInfo<TState>());
            writer.WriteEndObject();
        }

        DocumentJson.CheckSize(key, region.Name, buffer.WrittenCount, maxDocumentBytes);
        return new RegionalDocument(key, region, head, version, buffer.WrittenMemory);
    }

    public RegionalDocument ReadHeader(ReadOnlyMemory<byte> content)
    {
        try
        {
            var reader = new Utf8JsonReader(content.Span);
            return ReadMembers(ref reader, stopAtState: false).ToDocument(content);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw DocumentJson.Unreadable("header", exception);
        }
    }

    public TState ReadState<TState>(RegionalDocument document)
        where TState : class, IJoinableState<TState>
    {
        try
        {
            var reader = new Utf8JsonReader(document.Content.Span);
            ReadMembers(ref reader, stopAtState: true);
            var state = JsonSerializer.Deserialize(ref reader, json.TypeInfo<TState>())
                ?? throw new JsonException("The state is null.");
            return state.WithVersion(document.Version);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw DocumentJson.Unreadable($"{document.Region} of {Pseudonym.Of(document.Key)}", exception);
        }
    }

    // Leaves the reader at the state's value when asked to stop there, else reads on only until every header member was found.
    private Header ReadMembers(ref Utf8JsonReader reader, bool stopAtState)
    {
        var header = new Header();
        DocumentJson.ReadStartObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(DocumentJson.State))
            {
                reader.Read();
                if (stopAtState)
                {
                    return header;
                }

                reader.Skip();
            }
            else if (reader.ValueTextEquals(DocumentJson.Schema))
            {
                reader.Read();
                DocumentJson.CheckSchema(reader.GetInt32(), schemaVersion);
                header.HasSchema = true;
            }
            else
            {
                header.ReadMember(ref reader);
            }

            if (!stopAtState && header.IsComplete)
            {
                return header;
            }
        }

        throw new JsonException(stopAtState ? "There is no member state." : "A header member (id, pk, schema, head, written) is missing.");
    }

    private struct Header
    {
        public bool HasSchema;
        private string? key;
        private string? region;
        private VersionStamp? head;
        private VersionVector? version;

        public readonly bool IsComplete => HasSchema && key is not null && region is not null && head is not null && version is not null;

        public readonly RegionalDocument ToDocument(ReadOnlyMemory<byte> content) =>
            new(key!, new RegionId(region!), head!.Value, version!, content);

        public void ReadMember(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals(DocumentJson.Id))
            {
                reader.Read();
                region = reader.GetString();
            }
            else if (reader.ValueTextEquals(DocumentJson.PartitionKey))
            {
                reader.Read();
                key = reader.GetString();
            }
            else if (reader.ValueTextEquals(DocumentJson.Head))
            {
                reader.Read();
                head = ReadStamp(reader.GetString());
            }
            else if (reader.ValueTextEquals(DocumentJson.Written))
            {
                version = ReadVersion(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        private static VersionStamp ReadStamp(string? text)
        {
            var colon = text?.LastIndexOf(':') ?? -1;
            return colon > 0 && long.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var counter)
                ? new VersionStamp(text![..colon], counter)
                : throw new JsonException("The member head is not of the form writer:counter.");
        }

        private static VersionVector ReadVersion(ref Utf8JsonReader reader)
        {
            var counters = VersionVector.Empty.Counters.ToBuilder();
            DocumentJson.ReadStartObject(ref reader);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var writer = reader.GetString()!;
                reader.Read();
                counters[writer] = reader.GetInt64();
            }

            return VersionVector.Empty with { Counters = counters.ToImmutable() };
        }
    }
}
