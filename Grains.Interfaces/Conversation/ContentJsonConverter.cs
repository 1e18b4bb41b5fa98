using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>Open content is its text, as it was before anything was sealed; a piece is an object.</summary>
internal sealed class ContentJsonConverter : JsonConverter<Content>
{
    public override Content Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new Content(reader.GetString()) : new Content(null, ContentPieceJson.Read(ref reader));

    public override void Write(Utf8JsonWriter writer, Content value, JsonSerializerOptions options)
    {
        if (value.Piece is { } piece)
        {
            ContentPieceJson.Write(writer, piece);
        }
        else
        {
            writer.WriteStringValue(value.Open);
        }
    }
}
