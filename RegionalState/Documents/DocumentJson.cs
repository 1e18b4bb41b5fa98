using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.RegionalState.Documents;

/// <summary>The members of a stored document and the checks that every kind of document shares.</summary>
internal static class DocumentJson
{
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText PartitionKey = JsonEncodedText.Encode("pk");
    public static readonly JsonEncodedText Schema = JsonEncodedText.Encode("schema");
    public static readonly JsonEncodedText Head = JsonEncodedText.Encode("head");
    public static readonly JsonEncodedText Written = JsonEncodedText.Encode("written");
    public static readonly JsonEncodedText State = JsonEncodedText.Encode("state");

    // The documents are never put into a page, so the escaping that HTML needs would only cost bytes.
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool ValueTextEquals(this ref Utf8JsonReader reader, JsonEncodedText name) => reader.ValueTextEquals(name.EncodedUtf8Bytes);

    public static void ReadStartObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }
    }

    /// <exception cref="NewerSchemaException">The document's schema is newer than this build's.</exception>
    public static void CheckSchema(int found, int known)
    {
        if (found > known)
        {
            throw new NewerSchemaException(
                $"A document has schema {found}; this build knows schemas up to {known}. It is neither read nor overwritten: deploy the newer build here.");
        }
    }

    /// <exception cref="StateTooLargeException">The document is larger than the limit.</exception>
    public static void CheckSize(string key, string id, int bytes, int limit)
    {
        if (bytes > limit)
        {
            throw new StateTooLargeException(
                $"The document {id} of {Pseudonym.Of(key)} has {bytes} bytes; MaxDocumentBytes is {limit}. Nothing was written. "
                + "Bound the collections of the state, or keep their older part in documents of its own.");
        }
    }

    /// <summary>The exception for content that is not a document of ours.</summary>
    public static InvalidDataException Unreadable(string what, Exception inner) =>
        new($"The document ({what}) is not readable: {Place(inner)} It is left as it is; restore it from a backup or delete it.", inner);

    // The text of a JsonException can quote the content it stumbled over, and the content is personal data.
    private static string Place(Exception inner) =>
        inner is JsonException { LineNumber: not null } json ? $"{json.GetType().Name} at byte {json.BytePositionInLine}." : $"{inner.GetType().Name}.";
}
