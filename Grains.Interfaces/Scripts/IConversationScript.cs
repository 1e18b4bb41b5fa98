using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Interfaces.Scripts;

/// <summary>
/// What a conversation asks and says. Every method is a pure function of its arguments: the next question is computed, never stored, so
/// answers that were joined from two regions cannot bring an old question back. Implemented by the JSON scripts, and by any class of your
/// own that is registered with <c>AddConversationScript</c>.
/// </summary>
public interface IConversationScript
{
    /// <summary>The name under which configuration chooses it.</summary>
    string Name { get; }

    /// <summary>
    /// The id of the question that is open for these answers, or null when the script is complete. In a region that cannot read the answers
    /// <see cref="ScriptAnswers.Has"/> tells which there are; where their values are looked at, the result does not count.
    /// </summary>
    string? NextQuestion(ScriptAnswers answers);

    /// <summary>
    /// What is sent in the place of a reply when the channel takes no free reply any more, because the user's last message is too long ago; null
    /// when there is nothing. <c>{reply}</c> in a parameter stands for the reply's text.
    /// </summary>
    OutboundTemplate? WindowTemplate => null;

    /// <summary>
    /// What a region says to a message of a restricted sender that it cannot read and goes on from: it has come. It is said to anybody, so it has no answers in it.
    /// </summary>
    OutboundMessage Neutral => OutboundMessage.OfText(OutsideTexts.Neutral);

    /// <summary>What a region says, at most once in a session, to a restricted sender whose messages it must hold for home. It has no answers in it either.</summary>
    OutboundMessage Held => OutboundMessage.OfText(OutsideTexts.Held);

    /// <summary>What a message to a question means in a region that cannot read it.</summary>
    OutsideMode OutsideOf(string question) => OutsideMode.Acknowledge;

    /// <summary>What a message means while <paramref name="openQuestion"/> is open (null: the script is complete).</summary>
    ScriptReading Read(string? openQuestion, ScriptAnswers answers, MessageContent message);

    /// <summary>What is said before the first question of a session; may be empty.</summary>
    IReadOnlyList<OutboundMessage> Greet();

    /// <summary>The messages that ask a question, or that close the script when <paramref name="question"/> is null. Never empty.</summary>
    IReadOnlyList<OutboundMessage> Ask(string? question, ScriptAnswers answers);
}
