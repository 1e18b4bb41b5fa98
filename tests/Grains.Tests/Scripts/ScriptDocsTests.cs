using System.Text.RegularExpressions;
using OrleansFailover.Grains.Scripts.Loading;

namespace OrleansFailover.Grains.Tests.Scripts;

/// <summary>docs/scripts.md shows what is there.</summary>
public sealed partial class ScriptDocsTests
{
    private static readonly string Docs = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "scripts.md"));

    [GeneratedRegex(@"```jsonc?\n(?<code>\{.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock { get; }

    [Fact]
    public void Docs_CSharpExample_IsTheTestedClass()
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scripts", "FeedbackScript.cs"));

        Assert.Contains(source[source.IndexOf("/// <summary>One mark", StringComparison.Ordinal)..].Trim(), Docs, StringComparison.Ordinal);
    }

    [Fact]
    public void Docs_JsonExample_Loads()
    {
        var script = TestScripts.Parse(JsonBlock.Match(Docs).Groups["code"].Value);

        Assert.Equal("pizza", script.Name);
        Assert.Equal("phone", script.NextQuestion(TestScripts.Answers(("size", "s"))));
    }

    [Fact]
    public void Docs_ErrorExample_IsWhatTheLoaderSays()
    {
        var broken = JsonBlock.Match(Docs).Groups["code"].Value
            .Replace("\"type\": \"choice\"", "\"type\": \"choise\"", StringComparison.Ordinal).Replace("One {size}", "One {sise}", StringComparison.Ordinal);

        Assert.All(TestScripts.ProblemsOf(broken), problem =>
            Assert.Contains((problem with { File = "scripts/pizza.json" }).ToString().Split(" Types: ")[0], Docs, StringComparison.Ordinal));
    }

    [Fact]
    public void Docs_EveryMember_HasItsRow()
    {
        var members = ScriptMembers.Script.Concat(ScriptMembers.Question).Concat(ScriptMembers.Words).Concat(ScriptMembers.Option)
            .Concat(ScriptMembers.Condition).Concat(ScriptMembers.ByType.Keys).Concat(ScriptMembers.ByType.Values.SelectMany(names => names));
        var rows = string.Join('\n', Docs.Split('\n').Where(line => line.StartsWith('|') || line.StartsWith("\"when\"", StringComparison.Ordinal)));

        Assert.All(members.Distinct(), member => Assert.Matches($"[`\"]{Regex.Escape(member)}[`\"]", rows));
    }

    [Fact]
    public void FeedbackScript_BadMark_AsksForTheReason()
    {
        var script = new FeedbackScript();

        Assert.Equal("mark", script.NextQuestion(Interfaces.Scripts.ScriptAnswers.None));
        Assert.Equal("reason", script.NextQuestion(TestScripts.Answers(("mark", "2"))));
        Assert.Null(script.NextQuestion(TestScripts.Answers(("mark", "5"))));
        Assert.Equal(new Interfaces.Scripts.ScriptReading.Answered("mark", "5"), script.Read("mark", Interfaces.Scripts.ScriptAnswers.None, Say.Text(" 5 ")));
    }
}
