using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Micro.Operations;

/// <summary>The state of a conversation: joined, asked, written and read.</summary>
internal static class StateOperations
{
    private const int MaxDocumentBytes = 2 * 1024 * 1024;

    public static IEnumerable<MicroOperation> All()
    {
        var codec = new RegionalDocumentCodec(new StateJson([ConversationStateJsonContext.Default], JsonSerializerOptions.Web), schemaVersion: 1, MaxDocumentBytes);
        var warm = MadeUpState.After(messages: 20, "east");
        var away = MadeUpState.After(messages: 26, "west", from: 6);
        var old = MadeUpState.After(messages: 1000, "east");
        var known = MadeUpState.Message(500);
        var unknown = MadeUpState.Message(5000);
        var document = codec.Encode("whatsapp/1065/15550000001", new RegionId("eastus"), warm);
        yield return new("join, 20 messages with 20", document.Content.Length, () => warm.Join(away));
        yield return new("join, 1,000 messages with 20", document.Content.Length, () => old.Join(away));
        yield return new("seen before, of 1,000", 0, () => old.HasSeen(known) && !old.HasSeen(unknown) ? old : throw new InvalidOperationException("The wrong ids were seen."));
        yield return new("document, encode, 20 messages", document.Content.Length, () => codec.Encode(document.Key, document.Region, warm));
        yield return new("last turn, pack, 20 messages", document.Content.Length, () => PackedCopy.Pack(document.Content.Span));
        var packed = PackedCopy.Pack(document.Content.Span);
        yield return new("last turn, unpack, 20 messages", packed.Length, () => PackedCopy.Unpack(packed));
        yield return new("document, decode, 20 messages", document.Content.Length, () => codec.ReadState<ConversationState>(document));
    }
}
