using System.Text.Json;

namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>
/// A document as a client sent it. It is read once, and the bytes of the client's own properties are copied, never written anew:
/// <code>{"id":"1","pk":"a","_etag":"old"}  becomes  {"id":"1","pk":"a","_rid":..,"_self":..,"_etag":"new","_attachments":..,"_ts":..}</code>
/// </summary>
internal sealed class DocumentBody
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly List<Range> _kept;

    private DocumentBody(ReadOnlyMemory<byte> json, List<Range> kept, string? id, string partitionKey, int? timeToLive)
    {
        _json = json;
        _kept = kept;
        Id = id;
        PartitionKey = partitionKey;
        TimeToLive = timeToLive;
    }

    public string? Id { get; }

    public string PartitionKey { get; }

    /// <summary>The document's own <c>ttl</c>, in seconds; -1 means never.</summary>
    public int? TimeToLive { get; }

    /// <exception cref="JsonException">The bytes are not one JSON object.</exception>
    public static DocumentBody Parse(ReadOnlyMemory<byte> json, IReadOnlyList<string> partitionKeyPath)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A document is a JSON object.");
        }

        var kept = new List<Range>(2);
        string? id = null;
        var partitionKey = PartitionKeyValue.None;
        int? timeToLive = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var isSystem = IsSystemProperty(ref reader);
            var isId = reader.ValueTextEquals("id"u8);
            var isPartitionKey = reader.ValueTextEquals(partitionKeyPath[0]);
            var isTimeToLive = reader.ValueTextEquals("ttl"u8);
            reader.Read();
            if (isId && reader.TokenType == JsonTokenType.String)
            {
                id = reader.GetString();
            }

            if (isTimeToLive && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var seconds))
            {
                timeToLive = seconds;
            }

            if (isPartitionKey)
            {
                partitionKey = ReadPartitionKey(ref reader, partitionKeyPath);
            }
            else
            {
                reader.Skip();
            }

            if (!isSystem)
            {
                Keep(kept, start, (int)reader.BytesConsumed);
            }
            else
            {
                kept.Add(default);
            }
        }

        if (reader.Read())
        {
            throw new JsonException("Bytes after the document.");
        }

        kept.RemoveAll(range => range.Equals(default));
        return new DocumentBody(json, kept, id, partitionKey, timeToLive);
    }

    /// <summary>The bytes to store: the client's properties, then the given ones.</summary>
    /// <param name="systemProperties">Properties without braces, and without a comma at either end.</param>
    public byte[] With(ReadOnlySpan<byte> systemProperties)
    {
        var length = 2 + systemProperties.Length;
        foreach (var range in _kept)
        {
            length += range.GetOffsetAndLength(_json.Length).Length + 1;
        }

        var stored = new byte[length];
        var position = 0;
        stored[position++] = (byte)'{';
        foreach (var range in _kept)
        {
            var part = _json.Span[range];
            part.CopyTo(stored.AsSpan(position));
            position += part.Length;
            stored[position++] = (byte)',';
        }

        systemProperties.CopyTo(stored.AsSpan(position));
        stored[^1] = (byte)'}';
        return stored;
    }

    private static void Keep(List<Range> kept, int start, int end)
    {
        // Neighbours are one range: the comma between them is kept with them.
        if (kept.Count > 0 && !kept[^1].Equals(default))
        {
            kept[^1] = kept[^1].Start..end;
        }
        else
        {
            kept.Add(start..end);
        }
    }

    private static bool IsSystemProperty(ref Utf8JsonReader reader) =>
        reader.ValueSpan.Length > 0 && reader.ValueSpan[0] == (byte)'_'
        && (reader.ValueTextEquals("_rid"u8) || reader.ValueTextEquals("_self"u8) || reader.ValueTextEquals("_etag"u8)
            || reader.ValueTextEquals("_ts"u8) || reader.ValueTextEquals("_attachments"u8) || reader.ValueTextEquals("_lsn"u8));

    private static string ReadPartitionKey(ref Utf8JsonReader reader, IReadOnlyList<string> path)
    {
        if (path.Count == 1 && reader.TokenType == JsonTokenType.String)
        {
            return PartitionKeyValue.FromText(reader.GetString()!);
        }

        var element = JsonElement.ParseValue(ref reader);
        for (var depth = 1; depth < path.Count; depth++)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(path[depth], out element))
            {
                return PartitionKeyValue.None;
            }
        }

        return PartitionKeyValue.FromElement(element);
    }
}
