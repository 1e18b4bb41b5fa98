using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>An open reply is the message that it was before anything was sealed; a message has no member <c>sealed</c>.</summary>
internal sealed class ReplyContentJsonConverter : JsonConverter<ReplyContent>
{
    public override ReplyContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ContentPieceJson.IsPiece(reader)
            ? new ReplyContent(null, ContentPieceJson.Read(ref reader))
            : new ReplyContent(JsonSerializer.Deserialize(ref reader, Messages(options)));

    public override void Write(Utf8JsonWriter writer, ReplyContent value, JsonSerializerOptions options)
    {
        if (value.Piece is { } piece)
        {
            ContentPieceJson.Write(writer, piece);
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Open!, Messages(options));
        }
    }

    private static JsonTypeInfo<OutboundMessage> Messages(JsonSerializerOptions options) =>
        (JsonTypeInfo<OutboundMessage>)options.GetTypeInfo(typeof(OutboundMessage));
}
