using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts.Loading;
using OrleansFailover.Grains.Scripts.Questions;

namespace OrleansFailover.Grains.Scripts;

/// <summary>A script that was written as JSON; docs/scripts.md describes the form. Immutable and safe for concurrent use.</summary>
public sealed class JsonScript : IConversationScript
{
    private readonly ScriptDefinition definition;
    private readonly Dictionary<string, Question> questions;
    private readonly IReadOnlyList<OutboundMessage> greeting;

    internal JsonScript(ScriptDefinition definition)
    {
        this.definition = definition;
        questions = definition.Questions.ToDictionary(question => question.Id, StringComparer.Ordinal);
        greeting = [.. definition.Greeting.Select(OutboundMessage.OfText)];
    }

    /// <inheritdoc/>
    public string Name => definition.Name;

    /// <inheritdoc/>
    public OutboundTemplate? WindowTemplate => definition.WindowTemplate;

    /// <summary>Reads a script file.</summary>
    /// <exception cref="InvalidScriptException">The file is not a valid script; every problem in it is named.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JsonScript Load(string file) => Parse(File.ReadAllBytes(file), file);

    /// <summary>Reads a script; <paramref name="file"/> names it in errors.</summary>
    /// <exception cref="InvalidScriptException">The bytes are not a valid script; every problem in them is named.</exception>
    public static JsonScript Parse(ReadOnlySpan<byte> utf8, string file) => new(ScriptLoader.Load(utf8, file));

    /// <inheritdoc/>
    public OutboundMessage Neutral => OutboundMessage.OfText(definition.Neutral);

    /// <inheritdoc/>
    public OutboundMessage Held => OutboundMessage.OfText(definition.Held);

    /// <inheritdoc/>
    public OutsideMode OutsideOf(string question) => Find(question)?.Outside ?? OutsideMode.Acknowledge;

    /// <inheritdoc/>
    public string? NextQuestion(ScriptAnswers answers) => AnswerWalk.FirstOpen(definition.Questions, answers)?.Id;

    /// <inheritdoc/>
    public IReadOnlyList<OutboundMessage> Greet() => greeting;

    /// <inheritdoc/>
    /// <remarks>A question that this script does not have (it was removed from the file) is replaced by the one that is open.</remarks>
    public IReadOnlyList<OutboundMessage> Ask(string? question, ScriptAnswers answers)
    {
        var walk = Walk(answers);
        var asked = question is null ? null : questions.GetValueOrDefault(question) ?? walk.Open;
        return asked is not null
            ? [asked.Form(asked.Ask.RenderShort(id => Show(walk, id)))]
            : [.. definition.Closing.SelectMany(text => Render(text, walk)).Select(OutboundMessage.OfText)];
    }

    /// <inheritdoc/>
    public ScriptReading Read(string? openQuestion, ScriptAnswers answers, MessageContent message)
    {
        if (MessageTypes.IsSilent(message.Type))
        {
            return new ScriptReading.Ignored();
        }

        var walk = Walk(answers);
        if (ChoiceId.TryParse(message.ChoiceId, out var questionId, out var option) && questions.TryGetValue(questionId, out var tapped))
        {
            return ReadTap(openQuestion, walk, tapped, option);
        }

        if (ReadWish(openQuestion, walk, TypedText.Of(message)) is { } wish)
        {
            return wish;
        }

        if (openQuestion is null)
        {
            return AfterClosing(walk);
        }

        return questions.GetValueOrDefault(openQuestion) is { } open && open.Read(message) is { } value
            ? new ScriptReading.Answered(open.Id, value)
            : Rejected(openQuestion);
    }

    // An old button answers the question it was made for, but only while that has an answer to change: a button of an earlier session, or of
    // a question taken back, must not answer ahead of what is open.
    private ScriptReading ReadTap(string? openQuestion, AnswerWalk walk, Question tapped, string option)
    {
        var mayAnswer = tapped.Id == openQuestion || (definition.Changeable && walk.Answer(tapped.Id) is not null);
        return mayAnswer && tapped.ReadTap(option) is { } value ? new ScriptReading.Answered(tapped.Id, value)
            : openQuestion is null ? AfterClosing(walk)
            : Rejected(openQuestion);
    }

    private ScriptReading? ReadWish(string? openQuestion, AnswerWalk walk, string? text)
    {
        if (ScriptWords.Match(definition.Words.Restart, text))
        {
            return new ScriptReading.Restarted();
        }

        if (ScriptWords.Match(definition.Words.Back, text))
        {
            return walk.LastAnsweredBefore(openQuestion) is { } last ? new ScriptReading.TakenBack(last.Id) : Explained(definition.NothingToTakeBack);
        }

        return ScriptWords.Match(definition.Words.Help, text) ? Explained(Find(openQuestion)?.Help ?? definition.Help) : null;
    }

    private ScriptReading AfterClosing(AnswerWalk walk) =>
        definition.NewSessionAfterClosing ? new ScriptReading.Restarted() : Explained(Render(definition.Completed, walk).First());

    private ScriptReading.Rejected Rejected(string openQuestion) =>
        new(OutboundMessage.OfText(Find(openQuestion)?.Retry ?? definition.Retry));

    private static ScriptReading.Explained Explained(string text) => new(OutboundMessage.OfText(text));

    private Question? Find(string? question) => question is null ? null : questions.GetValueOrDefault(question);

    private AnswerWalk Walk(ScriptAnswers answers) => new(definition.Questions, answers);

    private IEnumerable<string> Render(Template text, AnswerWalk walk) =>
        LongText.Split(text.Render(id => Show(walk, id)), ChannelLimits.Text);

    private string Show(AnswerWalk walk, string question) =>
        walk.Answer(question) is { } value ? questions[question].Show(value) : definition.Unanswered;
}
