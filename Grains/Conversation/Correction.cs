using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>
/// What home has to say once it has read what was taken without being read: the question that is open is not the one that was asked last, or the script ended without what home
/// can say at its end.
/// </summary>
/// <param name="Conversation">The conversation whose reply it is.</param>
/// <param name="About">The message that the reply's id is made of: the one that was to answer the open question, else the newest that was read.</param>
/// <param name="Until">The newest stamp of what was read.</param>
/// <param name="LastAsked">The question that was asked last, to which what came after that was written; null when none was.</param>
/// <param name="Says">What is said before the question: why an answer to it did not pass, or a greeting.</param>
/// <param name="Closes">True when no question is open: the script's end is to be said.</param>
internal sealed record Correction(ConversationId Conversation, MessageId About, Stamp Until, string? LastAsked, IReadOnlyList<OutboundMessage> Says, bool Closes)
{
    /// <summary>The id that stands in the place of the message which is answered: the same in every home region, and however often it is read.</summary>
    public MessageId Id => new($"{About.Value}:checked");

    /// <summary>What a message of the same turn was written to. A late one was written to what was open at its own place.</summary>
    public Asked? AskedFor(ConversationState state, Stamp stamp) =>
        stamp < Until || (LastAsked is not null && state.Answers.TryGetValue(LastAsked, out var answer) && answer.Value is not null) ? null : new Asked(LastAsked);
}
