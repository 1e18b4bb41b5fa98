using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Tests.Scripts;

// docs/scripts.md shows this class; a test compares them.
/// <summary>One mark, and a reason when it is a bad one.</summary>
public sealed class FeedbackScript : IConversationScript
{
    public string Name => "feedback";

    public string? NextQuestion(ScriptAnswers answers) =>
        !answers.Has("mark") ? "mark"
        : answers["mark"] is "1" or "2" && !answers.Has("reason") ? "reason"
        : null;

    public ScriptReading Read(string? openQuestion, ScriptAnswers answers, MessageContent message) =>
        (openQuestion, message.Text?.Trim()) switch
        {
            (null, _) => new ScriptReading.Ignored(),
            ("mark", "1" or "2" or "3" or "4" or "5") => new ScriptReading.Answered("mark", message.Text!.Trim()),
            ("reason", { Length: > 0 } reason) => new ScriptReading.Answered("reason", reason),
            _ => new ScriptReading.Rejected(OutboundMessage.OfText("Sorry, I did not get that.")),
        };

    public IReadOnlyList<OutboundMessage> Greet() => [];

    public IReadOnlyList<OutboundMessage> Ask(string? question, ScriptAnswers answers) =>
        [OutboundMessage.OfText(question switch
        {
            "mark" => "How was it, from 1 (bad) to 5 (very good)?",
            "reason" => "What went wrong?",
            _ => "Thank you!",
        })];
}
