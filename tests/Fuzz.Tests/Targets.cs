using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.DeadLetters;
using OrleansFailover.DeadLetters.Storage;
using OrleansFailover.Fuzz.Tests.Support;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Scripts.Loading;
using OrleansFailover.RegionalState;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.Residency.Sealing.Envelope;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.Fuzz.Tests;

/// <summary>Every parser of bytes that another program, another build, a disk or a person wrote.</summary>
internal static class Targets
{
    private static readonly RegionalDocumentCodec Documents = new(new StateJson([ConversationStateJsonContext.Default], JsonSerializerOptions.Web), 1, 1 << 20);

    private static readonly BusinessNumbersValidator Numbers = new(
        Uses(), new KnownRegions(Options.Create(new RegionOptions { Current = "eastus", All = { new() { Name = "eastus" }, new() { Name = "westeurope" } } })), []);

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("envelope", Envelope, [.. Samples.Events.Select(EnvelopeCodec.Encode)]),
        new("spool", Spool, [.. Samples.Entries.Select(SpoolEntryCodec.Encode)]),
        new("segment", Segment, [.. Samples.Entries.SelectMany(SpoolEntryCodec.Encode)]),
        new("dead-letter", DeadLetter),
        new("document", Document, Documents.Encode(Samples.Conversation.Key, new RegionId("eastus"), Samples.State).Content.ToArray()),
        new("packed-copy", Copy, PackedCopy.Pack(Documents.Encode(Samples.Conversation.Key, new RegionId("eastus"), Samples.State).Content.Span), PackedCopy.Pack("{}"u8)),
        new("sealed-piece", Piece),
        new("script", Script),
        new("configuration", Configuration),
    ];

    private static void Envelope(byte[] bytes)
    {
        InboundEvent item;
        try
        {
            item = EnvelopeCodec.Decode(bytes);
        }
        catch (FormatException)
        {
            return;
        }

        Check(EnvelopeCodec.Decode(EnvelopeCodec.Encode(item)) == item, "What was read is not the same when it is written and read again.");
    }

    private static void Spool(byte[] bytes)
    {
        // Sealed anew, so that what is behind the checksum is reached.
        if (bytes.Length > SpoolRecord.HeaderBytes)
        {
            SpoolRecord.Seal(bytes);
            Check(SpoolRecord.IsWhole(bytes), "A sealed record is not whole.");
            SpoolEntryCodec.TryDecode(bytes.AsMemory(SpoolRecord.HeaderBytes))?.ToWebhook(WebhookOrigin.Spool, 0);
        }
    }

    private static void Segment(byte[] bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"fuzz-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.segment");
        try
        {
            File.WriteAllBytes(path, bytes);
            using var file = File.OpenHandle(path);
            var (end, status) = SegmentReader.FindEnd(file, 0, bytes.Length);
            Check(end >= 0 && end <= bytes.Length, "The records end outside the file.");
            Check(status is not ReadStatus.Record, "A record stands behind the last one.");
            Check(status is not ReadStatus.End || end == bytes.Length, "Bytes are left behind the end.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void DeadLetter(byte[] bytes)
    {
        try
        {
            DeadLetterStore.Parse(default, bytes);
        }
        catch (FormatException)
        {
            // Told as unreadable.
        }
    }

    private static void Document(byte[] bytes)
    {
        try
        {
            var document = Documents.ReadHeader(bytes);
            var state = Documents.ReadState<ConversationState>(document);
            Check(state.Join(state).Version == state.Version, "A state joined with itself is another one.");
        }
        catch (Exception exception) when (exception is NewerSchemaException or InvalidDataException)
        {
            // Neither read nor overwritten.
        }
    }

    private static void Copy(byte[] bytes)
    {
        byte[] document;
        try
        {
            document = PackedCopy.Unpack(bytes);
        }
        catch (Exception exception) when (exception is InvalidDataException or NewerSchemaException)
        {
            // Told as unreadable.
            return;
        }

        Check(PackedCopy.Unpack(PackedCopy.Pack(document)).AsSpan().SequenceEqual(document), "What was unpacked is not the same when it is packed and unpacked again.");
        Document(document);
    }

    private static void Piece(byte[] bytes)
    {
        var fault = SealedPiece.TryRead(bytes, out var piece);
        Check((fault is EnvelopeFault.None) == (piece is not null), "A piece without a fault, or a fault with a piece.");
    }

    private static void Script(byte[] bytes)
    {
        try
        {
            ScriptLoader.Load(bytes, "script.json");
        }
        catch (InvalidScriptException)
        {
            // All that is wrong is told.
        }
    }

    private static void Configuration(byte[] bytes)
    {
        IConfiguration configuration;
        try
        {
            configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(bytes)).Build();
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidDataException or InvalidOperationException)
        {
            // The platform's own reader.
            return;
        }

        try
        {
            var options = configuration.GetSection(BusinessNumbersOptions.Section).Get<BusinessNumbersOptions>() ?? new();
            Numbers.Validate(null, options);
        }
        catch (InvalidOperationException exception) when (exception.Message.Contains("convert", StringComparison.Ordinal))
        {
            // The platform's binder says which value is of another kind.
        }
    }

    private static NumberUses Uses()
    {
        var uses = new NumberUses();
        uses.Add(NumberUse.Webhooks | NumberUse.Sending);
        return uses;
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
