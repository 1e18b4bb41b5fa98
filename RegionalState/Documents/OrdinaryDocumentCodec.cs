using System.Buffers;
using System.Text.Json;

namespace OrleansFailover.RegionalState.Documents;

/// <summary>
/// The document of a state that is not joinable.
/// <code>
/// {"id":"state:counter:value","pk":"42","schema":1,"state":{…}}
/// </code>
/// </summary>
internal sealed class OrdinaryDocumentCodec(StateJson json, int schemaVersion, int maxDocumentBytes)
{
    /// <exception cref="StateTooLargeException">The document is larger than the store takes.</exception>
    public ReadOnlyMemory<byte> Encode<TState>(string key, string id, TState state)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, DocumentJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString(DocumentJson.Id, id);
            writer.WriteString(DocumentJson.PartitionKey, key);
            writer.WriteNumber(DocumentJson.Schema, schemaVersion);
            writer.WritePropertyName(DocumentJson.State);
            JsonSerializer.Serialize(writer, state, json.TypeInfo<TState>());
            writer.WriteEndObject();
        }

        DocumentJson.CheckSize(key, id, buffer.WrittenCount, maxDocumentBytes);
        return buffer.WrittenMemory;
    }

    /// <exception cref="NewerSchemaException">The document was written by a newer schema version.</exception>
    public TState? ReadState<TState>(ReadOnlyMemory<byte> content)
    {
        try
        {
            var reader = new Utf8JsonReader(content.Span);
            DocumentJson.ReadStartObject(ref reader);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals(DocumentJson.State))
                {
                    reader.Read();
                    return JsonSerializer.Deserialize(ref reader, json.TypeInfo<TState>());
                }

                var isSchema = reader.ValueTextEquals(DocumentJson.Schema);
                reader.Read();
                if (isSchema)
                {
                    DocumentJson.CheckSchema(reader.GetInt32(), schemaVersion);
                }

                reader.Skip();
            }

            throw new JsonException("There is no member state.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw DocumentJson.Unreadable("ordinary state", exception);
        }
    }
}
