namespace OrleansFailover.History;

/// <summary>One way in which a promise was broken.</summary>
/// <param name="Text">How, for people.</param>
/// <param name="Replies">The replies that show it, in the order in which they were accepted; empty when what is missing shows it.</param>
/// <param name="Message">The customer's message that it is about, when it is about one.</param>
public sealed record Breach(string Text, IReadOnlyList<AcceptedReply> Replies, SentMessage? Message = null)
{
    public Breach(string text, AcceptedReply reply, SentMessage? message = null)
        : this(text, [reply], message)
    {
    }

    public Breach(string text, SentMessage message)
        : this(text, [], message)
    {
    }
}
