using System.Text;
using System.Text.Json;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>
/// Reads JSON into nodes with places. Comments and trailing commas are allowed. A document model would lose the places, and a serializer
/// would stop at the first problem.
/// </summary>
internal static class ScriptNodeReader
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 32,
    };

    /// <summary>The root of the file.</summary>
    /// <exception cref="JsonException">The bytes are not JSON; the exception tells the place.</exception>
    public static ScriptNode Read(ReadOnlySpan<byte> utf8)
    {
        var places = new PlaceFinder(utf8);
        var reader = new Utf8JsonReader(utf8, Options);
        reader.Read();
        var root = ReadValue(ref reader, ref places, "$");
        // Anything behind the root is an error that only the next read finds.
        reader.Read();
        return root;
    }

    private static ScriptNode ReadValue(ref Utf8JsonReader reader, ref PlaceFinder places, string path)
    {
        var (line, column) = places.At(reader.TokenStartIndex);
        var node = new ScriptNode { Kind = KindOf(reader.TokenType), Line = line, Column = column, Path = path };
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => node with { Members = ReadMembers(ref reader, ref places, path) },
            JsonTokenType.StartArray => node with { Items = ReadItems(ref reader, ref places, path) },
            JsonTokenType.String => node with { Text = reader.GetString()! },
            JsonTokenType.Number => node with { Text = Encoding.UTF8.GetString(reader.ValueSpan) },
            _ => node,
        };
    }

    private static List<ScriptMember> ReadMembers(ref Utf8JsonReader reader, ref PlaceFinder places, string path)
    {
        var members = new List<ScriptMember>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (line, column) = places.At(reader.TokenStartIndex);
            var name = reader.GetString()!;
            reader.Read();
            members.Add(new(name, line, column, ReadValue(ref reader, ref places, $"{path}.{name}")));
        }

        return members;
    }

    private static List<ScriptNode> ReadItems(ref Utf8JsonReader reader, ref PlaceFinder places, string path)
    {
        var items = new List<ScriptNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, ref places, $"{path}[{items.Count}]"));
        }

        return items;
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };
}
