namespace OrleansFailover.History;

/// <summary>
/// Everything that was seen of one conversation from outside. Messages are only partly ordered: one comes before another when it was acked
/// before the other's first delivery began, and is not of a later channel second: the channel can deliver late, and its times tell the order then. Whatever overlaps may
/// have been applied in either order, and no check may depend on it.
/// </summary>
public sealed class ConversationHistory
{
    private readonly Dictionary<string, SentMessage> _byId;
    private readonly HashSet<string> _takenBack;

    /// <param name="conversation">The name of the conversation in examples.</param>
    /// <param name="questions">How many questions the script asks.</param>
    /// <param name="messages">What was sent, in any order.</param>
    /// <param name="replies">What was accepted, in any order.</param>
    public ConversationHistory(
        string conversation, int questions, IEnumerable<SentMessage> messages, IEnumerable<AcceptedReply> replies)
    {
        Conversation = conversation;
        Questions = questions;
        Messages = [.. messages.OrderBy(message => message.FirstDelivered)];
        Accepted = [.. replies.OrderBy(reply => reply.At)];
        FirstAccepted = [.. Accepted.DistinctBy(reply => reply.ReplyId.Length == 0 ? $"none at {reply.At}" : reply.ReplyId)];
        _byId = Messages.ToDictionary(message => message.Id, StringComparer.Ordinal);
        _takenBack = [.. Messages.Select(message => message.TakesBack).OfType<string>()];
    }

    public string Conversation { get; }

    public int Questions { get; }

    /// <summary>In the order of their first delivery.</summary>
    public IReadOnlyList<SentMessage> Messages { get; }

    /// <summary>Every accepted send, also of a reply that was accepted before.</summary>
    public IReadOnlyList<AcceptedReply> Accepted { get; }

    /// <summary>The first acceptance of each reply.</summary>
    public IReadOnlyList<AcceptedReply> FirstAccepted { get; }

    /// <summary>The last summary, or null while the script is not complete.</summary>
    public AcceptedReply? FinalSummary => Accepted.LastOrDefault(reply => reply.Summary is not null);

    /// <summary>The first summary, or null while the script is not complete.</summary>
    public AcceptedReply? FirstSummary => Accepted.FirstOrDefault(reply => reply.Summary is not null);

    /// <summary>The message that a reply quotes, or null when it quotes none of this conversation.</summary>
    public SentMessage? CauseOf(AcceptedReply reply) => reply.Answers is { } id ? _byId.GetValueOrDefault(id) : null;

    /// <summary>The answer whose text is this, or null.</summary>
    public SentMessage? WithText(string text) =>
        Messages.FirstOrDefault(message => message.Purpose != MessagePurpose.Correction && message.Text == text);

    /// <summary>True when a correction takes this message's answer back.</summary>
    public bool IsTakenBack(SentMessage message) => _takenBack.Contains(message.Id);

    /// <summary>True when the first was certainly acked before the second could be known, and the channel does not tell that it was sent after it.</summary>
    public static bool Precedes(SentMessage first, SentMessage second) =>
        first.Id != second.Id && first.Acked is { } acked && acked <= second.FirstDelivered && first.ChannelTime <= second.ChannelTime;

    /// <summary>
    /// True when a message of a later channel second may have been applied before this one: then this one is late, and a late answer
    /// rightly gives way to a newer one.
    /// </summary>
    public bool MayBeLate(SentMessage message) =>
        Messages.Any(other => other.ChannelTime > message.ChannelTime && !Precedes(message, other));

    /// <summary>True when the message may have been applied to a conversation that was already complete.</summary>
    public bool MayComeAfterTheEnd(SentMessage message) =>
        FirstSummary is { } summary && CauseOf(summary) is { } last && last.Id != message.Id && !Precedes(message, last);

    /// <summary>How far a reply is: the number of the question it asks, one more than there are for a summary, null for neither.</summary>
    public int? Progress(AcceptedReply reply) => reply.Summary is not null ? Questions + 1 : reply.Asks;
}
