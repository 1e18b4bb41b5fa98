using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Tests.Scripts;

/// <summary>A script where its answers cannot be read.</summary>
public sealed class OutsideTests
{
    private const string Branched = """
        { "name": "n", "closing": "Done: {size}, {extra}", "neutral": "Arrived.", "held": "Later.", "questions": [
          { "id": "size", "type": "text", "ask": "Size?", "outside": "accept" },
          { "id": "mail", "type": "email", "ask": "Mail for {size}?" },
          { "id": "extra", "type": "text", "ask": "Extra?", "when": [ { "question": "size", "equals": "l" }, { "question": "mail", "exists": true } ] },
          { "id": "why", "type": "text", "ask": "Why no mail?", "when": [ { "question": "size", "equals": "l" }, { "question": "mail", "exists": false } ] },
          { "id": "end", "type": "text", "ask": "Anything else?", "when": { "question": "mail", "exists": true } } ] }
        """;

    private static readonly JsonScript Script = TestScripts.Parse(Branched);

    [Theory]
    [InlineData("", "size", false)]
    [InlineData("size", "mail", false)]
    [InlineData("size,mail", "", true)]
    [InlineData("size,mail,extra", "", true)]
    public void NextQuestion_OfSealedAnswers_IsKnownUntilABranchDependsOnOne(string answered, string expected, bool missed)
    {
        var answers = ScriptAnswers.Sealed(answered.Split(',', StringSplitOptions.RemoveEmptyEntries));

        var open = Script.NextQuestion(answers);

        Assert.Equal(missed, answers.SealedOneMissed);
        Assert.True(missed || open == expected, $"The open question is {open}.");
    }

    // What decides without a value is looked at first: "why" cannot be asked, whatever the size is.
    [Fact]
    public void NextQuestion_OfSealedAnswersWhereAnotherConditionDecides_LooksAtNoValue()
    {
        var script = TestScripts.Parse(Branched.Replace("""{ "question": "mail", "exists": true } ] },""", """{ "question": "mail", "exists": false } ] },""", StringComparison.Ordinal));
        var answers = ScriptAnswers.Sealed(["size", "mail"]);

        Assert.Equal("end", script.NextQuestion(answers));
        Assert.False(answers.SealedOneMissed);
    }

    [Fact]
    public void NextQuestion_OfOpenAnswers_IsAsEver()
    {
        Assert.Equal("extra", Script.NextQuestion(TestScripts.Answers(("size", "l"), ("mail", "a@b.de"))));
        Assert.Equal("end", Script.NextQuestion(TestScripts.Answers(("size", "s"), ("mail", "a@b.de"))));
        Assert.Null(Script.NextQuestion(TestScripts.Answers(("size", "s"), ("mail", "a@b.de"), ("end", "no"))));
    }

    [Fact]
    public void Ask_WithoutAnswers_LeavesTheirPlacesUnanswered()
    {
        Assert.Equal("Mail for -?", Script.Ask("mail", ScriptAnswers.None).Single().Text);
        Assert.Equal("Done: -, -", Script.Ask(null, ScriptAnswers.None).Single().Text);
    }

    [Fact]
    public void Texts_OfTheFileOrOfTheStandard_AreSaid()
    {
        Assert.Equal(("Arrived.", "Later."), (Script.Neutral.Text, Script.Held.Text));
        Assert.Equal((OutsideMode.Accept, OutsideMode.Acknowledge, OutsideMode.Acknowledge), (Script.OutsideOf("size"), Script.OutsideOf("mail"), Script.OutsideOf("gone")));

        IConversationScript standard = new FeedbackScript();
        Assert.Equal((OutsideTexts.Neutral, OutsideTexts.Held, OutsideMode.Acknowledge), (standard.Neutral.Text, standard.Held.Text, standard.OutsideOf("mark")));
    }

    // A script in C# needs nothing for it: where it looks at a value, that is seen.
    [Fact]
    public void NextQuestion_OfAScriptInCSharp_IsKnownUntilItLooksAtAnAnswer()
    {
        var (none, one) = (ScriptAnswers.Sealed([]), ScriptAnswers.Sealed(["mark"]));

        Assert.Equal("mark", new FeedbackScript().NextQuestion(none));
        _ = new FeedbackScript().NextQuestion(one);

        Assert.False(none.SealedOneMissed);
        Assert.True(one.SealedOneMissed);
    }

    [Fact]
    public void Load_AcceptForAQuestionWithAPattern_IsAProblem() => Assert.Contains(
        "\"outside\" can be \"accept\" only for", Assert.Single(TestScripts.ProblemsOf(
            """{ "name": "n", "closing": "c", "questions": [ { "id": "q", "type": "text", "ask": "?", "pattern": "[0-9]+", "outside": "accept" } ] }""")).Message, StringComparison.Ordinal);
}
