using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansFailover.Grains.Scripts.Questions;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>Turns the bytes of a script file into a checked definition, or into the list of everything that is wrong with it.</summary>
internal static partial class ScriptLoader
{
    public const int MaxQuestions = 100;
    public const int MaxTexts = 5;
    public const int MaxWords = 10;
    public const int MaxWordLength = 40;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z")]
    private static partial Regex Name { get; }

    /// <exception cref="InvalidScriptException">The bytes are not a valid script.</exception>
    public static ScriptDefinition Load(ReadOnlySpan<byte> utf8, string file)
    {
        var problems = new Problems(file);
        var definition = ReadRoot(utf8, problems) is { } root ? Read(root, problems) : null;
        return definition is not null && !problems.Any ? definition : throw new InvalidScriptException(problems.InOrder());
    }

    private static ScriptNode? ReadRoot(ReadOnlySpan<byte> utf8, Problems problems)
    {
        try
        {
            return ScriptNodeReader.Read(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not UTF-8.
            var json = exception as JsonException;
            problems.AddSyntax(json?.LineNumber, json?.BytePositionInLine, $"This is not JSON: {exception.Message}");
            return null;
        }
    }

    private static ScriptDefinition Read(ScriptNode root, Problems problems)
    {
        var reader = new ObjectReader(root, problems, ScriptMembers.Script);
        var words = WordsReader.Read(reader);
        var questions = ReadQuestions(reader, words);
        var templates = new TemplateReader(problems, questions);
        return new()
        {
            Name = ReadName(reader),
            Greeting = reader.Texts("greeting", ChannelLimits.Text, MaxTexts, mayBeEmpty: true),
            Closing = templates.ReadAll(reader, "closing"),
            Completed = templates.Read(reader, "completed", StandardTexts.Completed),
            NewSessionAfterClosing = reader.Flag("newSessionAfterClosing", false),
            Changeable = reader.Flag("changeable", true),
            Words = words,
            Retry = reader.Text("retry", ChannelLimits.Text) ?? StandardTexts.Retry,
            Help = reader.Text("help", ChannelLimits.Text) ?? StandardTexts.Help,
            NothingToTakeBack = reader.Text("nothingToTakeBack", ChannelLimits.Text) ?? StandardTexts.NothingToTakeBack,
            Neutral = reader.Text("neutral", ChannelLimits.Text) ?? StandardTexts.Neutral,
            Held = reader.Text("held", ChannelLimits.Text) ?? StandardTexts.Held,
            WindowTemplate = WindowTemplateReader.Read(reader),
            Unanswered = reader.Text("unanswered", Template.ShownInQuestion) ?? StandardTexts.Unanswered,
            Questions = questions,
        };
    }

    private static string ReadName(ObjectReader reader)
    {
        var name = reader.Text("name", 64, required: true) ?? "";
        if (name.Length is > 0 and <= 64 && !Name.IsMatch(name))
        {
            reader.Problems.Add(reader.Find("name")!, $"The name \"{name}\" may have small letters, digits and '-' only, and begins with a letter or digit.");
        }

        return name;
    }

    private static List<Question> ReadQuestions(ObjectReader reader, ScriptWords words)
    {
        var questions = new List<Question>();
        if (reader.Require("questions") is not { } node)
        {
            return questions;
        }

        if (node.Kind != JsonValueKind.Array || node.Items.Count is 0 or > MaxQuestions)
        {
            var what = node.Kind == JsonValueKind.Array ? $"an array of {node.Items.Count}" : node.Describe();
            reader.Problems.Add(node, $"\"questions\" must be an array of 1 to {MaxQuestions} questions; it is {what}.");
        }

        var all = node.Items.Select(item => item.Members.FirstOrDefault(member => member.Name == "id")?.Value.Text).OfType<string>().ToHashSet();
        foreach (var item in node.Items)
        {
            if (QuestionReader.Read(item, reader.Problems, questions, all, words) is { } question)
            {
                questions.Add(question);
            }
        }

        return questions;
    }
}
