using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A script of three text questions, written in C# as a user would.</summary>
internal sealed class ThreeQuestions : IConversationScript
{
    private static readonly string[] Questions = ["name", "city", "colour"];

    public string Name => "three-questions";

    public OutboundTemplate? WindowTemplate { get; init; }

    public string? NextQuestion(ScriptAnswers answers) => Questions.FirstOrDefault(question => !answers.Has(question));

    public ScriptReading Read(string? openQuestion, ScriptAnswers answers, MessageContent message) => message switch
    {
        { Type: "reaction" } => new ScriptReading.Ignored(),
        { Text: "restart" } => new ScriptReading.Restarted(),
        { Text: "back" } => new ScriptReading.TakenBack(Questions.Last(answers.Has)),
        { Text: "help" } => new ScriptReading.Explained(OutboundMessage.OfText("Just answer.")),
        _ when openQuestion is null => new ScriptReading.Explained(OutboundMessage.OfText("We are done.")),
        { Text: { Length: > 0 } text } => new ScriptReading.Answered(openQuestion, text),
        _ => new ScriptReading.Rejected(OutboundMessage.OfText("Text, please.")),
    };

    public IReadOnlyList<OutboundMessage> Greet() => [];

    public IReadOnlyList<OutboundMessage> Ask(string? question, ScriptAnswers answers) =>
        [OutboundMessage.OfText(question is null ? $"Done: {string.Join(", ", Questions.Select(q => answers[q]))}" : $"Your {question}?")];
}
