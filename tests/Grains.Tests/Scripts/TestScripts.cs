using System.Text;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts;
using OrleansFailover.Grains.Scripts.Loading;

namespace OrleansFailover.Grains.Tests.Scripts;

internal static class TestScripts
{
    /// <summary>The published samples, beside the test program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "scripts");

    public static JsonScript Parse(string json) => JsonScript.Parse(Encoding.UTF8.GetBytes(json), "test.json");

    /// <summary>A script with one question <c>q</c>.</summary>
    public static JsonScript OfQuestion(string members, string more = "") =>
        Parse($$"""{ "name": "one", "closing": "Done: {q}", {{more}} "questions": [ { "id": "q", "ask": "Well?", {{members}} } ] }""");

    public static JsonScript Sample(string name) => JsonScript.Load(Path.Combine(Folder, $"{name}.json"));

    public static ScriptAnswers Answers(params (string Question, string Value)[] answers) =>
        new(answers.ToDictionary(answer => answer.Question, answer => answer.Value));

    /// <summary>The normalised answer to <c>q</c>, or null when the message was rejected.</summary>
    public static string? Value(this JsonScript script, Interfaces.Inbound.MessageContent message) => script.Read("q", ScriptAnswers.None, message) switch
    {
        ScriptReading.Answered("q", var value) => value,
        ScriptReading.Rejected => null,
        var other => throw new InvalidOperationException($"Neither answered nor rejected: {other}"),
    };

    public static IReadOnlyList<ScriptProblem> ProblemsOf(string json) =>
        Assert.Throws<InvalidScriptException>(() => Parse(json)).Problems;
}
