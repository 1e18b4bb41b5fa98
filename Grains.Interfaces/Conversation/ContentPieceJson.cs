using System.Text.Json;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary><c>{"sealed":"…","of":"…"}</c>; members that are not known are skipped.</summary>
internal static class ContentPieceJson
{
    private const string Sealed = "sealed";
    private const string Of = "of";

    /// <summary>True for a reader that stands on an object with a piece. The reader is a copy: it is left where it is.</summary>
    public static bool IsPiece(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(Sealed))
            {
                return true;
            }

            reader.Read();
            _ = reader.TrySkip();
        }

        return false;
    }

    public static ContentPiece Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Content is a text or a sealed piece.");
        }

        string? piece = null, of = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isPiece, isOf) = (reader.ValueTextEquals(Sealed), reader.ValueTextEquals(Of));
            reader.Read();
            if (isPiece)
            {
                piece = TextOf(ref reader);
            }
            else if (isOf)
            {
                of = TextOf(ref reader);
            }
            else
            {
                _ = reader.TrySkip();
            }
        }

        return new ContentPiece(piece ?? throw new JsonException("A sealed piece is missing."), of);
    }

    public static void Write(Utf8JsonWriter writer, ContentPiece piece)
    {
        writer.WriteStartObject();
        writer.WriteString(Sealed, piece.Sealed);
        if (piece.Of is { } of)
        {
            writer.WriteString(Of, of);
        }

        writer.WriteEndObject();
    }

    private static string? TextOf(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? reader.GetString() : throw new JsonException("A sealed piece is text.");
}
