using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Identity;

/// <summary>Writes an id as the JSON string it is, and an id that was never set as null.</summary>
internal abstract class IdJsonConverter<T>(Func<string, T> parse, Func<T, string> format) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // A state before its first message holds stamps without a message.
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default!;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"A {typeof(T).Name} must be a string.");
        }

        try
        {
            return parse(reader.GetString()!);
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));
}

internal sealed class ConversationIdJsonConverter() : IdJsonConverter<ConversationId>(ConversationId.Parse, id => id.Key);

internal sealed class MessageIdJsonConverter() : IdJsonConverter<MessageId>(value => new MessageId(value), id => id.Value);

internal sealed class RegionIdJsonConverter() : IdJsonConverter<RegionId>(name => new RegionId(name), id => id.Name);
