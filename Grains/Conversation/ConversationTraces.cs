using System.Diagnostics;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>
/// The spans of a turn. They go on from the webhook that brought the event, through the log or a pending copy and in whichever region: the receipt of the event carries its
/// trace. No tag holds an id or a text.
/// </summary>
internal static class ConversationTraces
{
    public const string SourceName = "OrleansFailover.Conversation";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>
    /// The application of events, until their replies are recorded. Its parent is the webhook of the incoming event, or of the first pending one; the webhooks of the others, and whoever
    /// called the grain, are linked. Null while nobody listens.
    /// </summary>
    public static Activity? Turn(ConversationId conversation, RegionId region, IReadOnlyList<InboundEvent> applied, InboundEvent? incoming)
    {
        if (applied.Count == 0 || !Source.HasListeners())
        {
            return null;
        }

        var first = applied.FirstOrDefault(item => item.Id == incoming?.Id) ?? applied[0];
        var others = applied.Where(item => !ReferenceEquals(item, first)).Select(ContextOf).Where(context => context != default).Distinct();
        List<ActivityLink> links = [.. others.Select(context => new ActivityLink(context))];
        if (Activity.Current is { } caller)
        {
            links.Add(new(caller.Context));
        }

        var turn = Source.StartActivity("turn", ActivityKind.Consumer, ContextOf(first), tags: null, links);
        turn?.SetTag("conversation.pseudonym", conversation.ToString());
        turn?.SetTag("region", region.Name);
        turn?.SetTag("turn.events", applied.Count);
        return turn;
    }

    /// <summary>One try to send a reply.</summary>
    public static Activity? Reply() => Source.StartActivity("send reply", ActivityKind.Client);

    private static ActivityContext ContextOf(InboundEvent inboundEvent) =>
        ActivityContext.TryParse(inboundEvent.Receipt.TraceParent, null, isRemote: true, out var context) ? context : default;
}
