using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>Three questions, by a script that breaks at the text "poison" while it is <see cref="IsBroken"/>.</summary>
internal sealed class BreakingScript : IConversationScript
{
    private readonly ThreeQuestions script = new();
    private int breaks;

    public bool IsBroken { get; set; } = true;

    public int Breaks => Volatile.Read(ref breaks);

    public string Name => script.Name;

    public string? NextQuestion(ScriptAnswers answers) => script.NextQuestion(answers);

    public ScriptReading Read(string? openQuestion, ScriptAnswers answers, MessageContent message)
    {
        if (IsBroken && message.Text == "poison")
        {
            Interlocked.Increment(ref breaks);
            throw new FormatException($"Cannot read '{message.Text}'.");
        }

        return script.Read(openQuestion, answers, message);
    }

    public IReadOnlyList<OutboundMessage> Greet() => script.Greet();

    public IReadOnlyList<OutboundMessage> Ask(string? question, ScriptAnswers answers) => script.Ask(question, answers);
}
