using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Tests.Scripts;

public sealed class JsonScriptTests
{
    private const string Pizza = """
        {
          "name": "pizza",
          "greeting": ["Hello!", "Hungry?"],
          "retry": "Sorry?",
          "help": "Just answer.",
          "nothingToTakeBack": "Nothing yet.",
          "completed": "Your {size} pizza is coming.",
          "unanswered": "none",
          "template": { "name": "go_on", "language": "en_US", "parameters": ["{reply}"] },
          "questions": [
            { "id": "size", "type": "choice", "ask": "Which size?", "retry": "A size, please.", "help": "Large is large.",
              "options": [ { "id": "s", "title": "Small" }, { "id": "l", "title": "Large" } ] },
            { "id": "extra", "type": "text", "ask": "Extras for {size}?", "when": { "question": "size", "equals": "l" } },
            { "id": "why", "type": "text", "ask": "Why {extra}?", "when": { "question": "extra", "exists": true } },
            { "id": "name", "type": "text", "ask": "Your name?" }
          ],
          "closing": "{name}: {size}, {extra}. {{ok}}"
        }
        """;

    private static readonly JsonScript Script = TestScripts.Parse(Pizza);
    private static readonly ScriptAnswers Large = TestScripts.Answers(("size", "l"), ("extra", "olives"), ("why", "salty"));

    [Fact]
    public void WindowTemplate_OfTheFile_IsKnown() =>
        Assert.Equal(new OutboundTemplate { Name = "go_on", Language = "en_US", Parameters = ["{reply}"] }, Script.WindowTemplate);

    [Fact]
    public void NextQuestion_ConditionDoesNotHold_QuestionIsSkipped()
    {
        Assert.Equal("size", Script.NextQuestion(ScriptAnswers.None));
        Assert.Equal("extra", Script.NextQuestion(TestScripts.Answers(("size", "l"))));
        Assert.Equal("name", Script.NextQuestion(TestScripts.Answers(("size", "s"))));
        Assert.Null(Script.NextQuestion(TestScripts.Answers(("size", "s"), ("name", "Ada"))));
    }

    [Fact]
    public void NextQuestion_AnswerBehindAChangedBranch_CountsNoMore()
    {
        // "extra" was answered while the size was large; "why" hangs on it and must not be asked for a small pizza.
        var changed = TestScripts.Answers(("size", "s"), ("extra", "olives"), ("name", "Ada"));

        Assert.Null(Script.NextQuestion(changed));
        Assert.Equal("Ada: Small, none. {ok}", Assert.Single(Script.Ask(null, changed)).Text);
        Assert.Equal("why", Script.NextQuestion(TestScripts.Answers(("size", "l"), ("extra", "olives"), ("name", "Ada"))));
    }

    [Fact]
    public void Greet_TwoTexts_TwoMessages() => Assert.Equal(["Hello!", "Hungry?"], Script.Greet().Select(message => message.Text));

    [Fact]
    public void Ask_Choice_ButtonsNameTheirQuestion()
    {
        var message = Assert.Single(Script.Ask("size", ScriptAnswers.None));

        Assert.Equal(OutboundKind.Buttons, message.Kind);
        Assert.Equal([new Choice("size:s", "Small"), new Choice("size:l", "Large")], message.Choices);
    }

    [Fact]
    public void Ask_EarlierAnswerInTheText_ShowsItsTitle() =>
        Assert.Equal("Extras for Large?", Assert.Single(Script.Ask("extra", TestScripts.Answers(("size", "l")))).Text);

    [Fact]
    public void Ask_LongEarlierAnswer_IsCut()
    {
        var text = Assert.Single(Script.Ask("why", TestScripts.Answers(("size", "l"), ("extra", new string('x', 900))))).Text;

        Assert.Equal($"Why {new string('x', Template.ShownInQuestion - 1)}…?", text);
    }

    [Fact]
    public void Ask_QuestionThatTheScriptNoLongerHas_AsksTheOpenOne() =>
        Assert.Equal("Which size?", Assert.Single(Script.Ask("removed", ScriptAnswers.None)).Text);

    [Fact]
    public void Ask_ClosingLongerThanOneMessage_IsSplitAndComplete()
    {
        var name = string.Join(' ', Enumerable.Repeat("word", 1500));
        var texts = Script.Ask(null, TestScripts.Answers(("size", "s"), ("name", name))).Select(message => message.Text).ToList();

        Assert.Equal(2, texts.Count);
        Assert.All(texts, text => Assert.InRange(text.Length, 1, ChannelLimits.Text));
        Assert.Equal($"{name}: Small, none. {{ok}}", string.Join(' ', texts));
    }

    [Fact]
    public void Ask_FourOptionsOrADescription_IsAList()
    {
        var described = TestScripts.OfQuestion("""
            "type": "choice", "listLabel": "Pick", "options": [ { "id": "a", "title": "Alpha", "description": "First" } ]
            """).Ask("q", ScriptAnswers.None)[0];

        Assert.Equal(OutboundKind.List, described.Kind);
        Assert.Equal("Pick", described.ListLabel);
        Assert.Equal(new Choice("q:a", "Alpha", "First"), Assert.Single(described.Choices));
    }

    [Fact]
    public void Ask_LocationAndYesNo_HaveTheirForms()
    {
        Assert.Equal(OutboundKind.LocationRequest, TestScripts.OfQuestion("\"type\": \"location\"").Ask("q", ScriptAnswers.None)[0].Kind);
        Assert.Equal(
            [new Choice("q:yes", "Yes"), new Choice("q:no", "No")],
            TestScripts.OfQuestion("\"type\": \"yesNo\"").Ask("q", ScriptAnswers.None)[0].Choices);
    }

    [Fact]
    public void Read_TapOnTheOpenQuestion_Answers() =>
        Assert.Equal(new ScriptReading.Answered("size", "l"), Script.Read("size", ScriptAnswers.None, Say.Tap("size:l")));

    [Fact]
    public void Read_TapOnAnAnsweredQuestion_ChangesThatAnswer()
    {
        Assert.Equal(new ScriptReading.Answered("size", "s"), Script.Read("name", Large, Say.Tap("size:s")));
        Assert.Equal(new ScriptReading.Answered("size", "s"), Script.Read(null, Large, Say.Tap("size:s")));
    }

    [Fact]
    public void Read_TapOnAnAnsweredQuestionOfAFixedScript_Rejected()
    {
        var fixedScript = TestScripts.Parse(Pizza.Replace("\"retry\": \"Sorry?\",", "\"retry\": \"Sorry?\", \"changeable\": false,", StringComparison.Ordinal));

        Assert.IsType<ScriptReading.Rejected>(fixedScript.Read("name", Large, Say.Tap("size:s")));
        Assert.Equal(new ScriptReading.Answered("size", "s"), fixedScript.Read("size", ScriptAnswers.None, Say.Tap("size:s")));
    }

    [Fact]
    public void Read_TapOnAQuestionWithoutAnswerThatIsNotOpen_Rejected()
    {
        // A button of an earlier session must not answer ahead.
        var script = TestScripts.Parse("""
            { "name": "n", "closing": "c", "questions": [ { "id": "a", "type": "text", "ask": "A?", "retry": "A, please." }, { "id": "b", "type": "yesNo", "ask": "B?" } ] }
            """);

        Assert.Equal("A, please.", Assert.IsType<ScriptReading.Rejected>(script.Read("a", ScriptAnswers.None, Say.Tap("b:yes"))).Why.Text);
    }

    [Fact]
    public void Read_TapOnAnOptionThatIsGone_Rejected() =>
        Assert.Equal("A size, please.", Assert.IsType<ScriptReading.Rejected>(Script.Read("size", ScriptAnswers.None, Say.Tap("size:xl"))).Why.Text);

    [Theory]
    [InlineData("back")]
    [InlineData(" BACK. ")]
    public void Read_Back_TakesTheLastAskedAnswerBack(string word)
    {
        Assert.Equal(new ScriptReading.TakenBack("why"), Script.Read("name", Large, Say.Text(word)));
        Assert.Equal(new ScriptReading.TakenBack("size"), Script.Read("extra", TestScripts.Answers(("size", "l")), Say.Text(word)));
        // Not "extra": with a small pizza it is not asked, whatever is stored.
        Assert.Equal(new ScriptReading.TakenBack("size"), Script.Read("name", TestScripts.Answers(("size", "s"), ("extra", "olives")), Say.Text(word)));
        Assert.Equal(new ScriptReading.TakenBack("name"), Script.Read(null, TestScripts.Answers(("size", "s"), ("name", "Ada")), Say.Text(word)));
    }

    [Fact]
    public void Read_BackBeforeTheFirstAnswer_Explains() =>
        Assert.Equal("Nothing yet.", Assert.IsType<ScriptReading.Explained>(Script.Read("size", ScriptAnswers.None, Say.Text("back"))).Text.Text);

    [Fact]
    public void Read_Restart_Restarts() => Assert.IsType<ScriptReading.Restarted>(Script.Read("name", Large, Say.Text("Restart")));

    [Fact]
    public void Read_Help_SaysTheQuestionsOrTheScriptsText()
    {
        Assert.Equal("Large is large.", Assert.IsType<ScriptReading.Explained>(Script.Read("size", ScriptAnswers.None, Say.Text("help"))).Text.Text);
        Assert.Equal("Just answer.", Assert.IsType<ScriptReading.Explained>(Script.Read("name", Large, Say.Text("?"))).Text.Text);
    }

    [Fact]
    public void Read_OwnWords_ReplaceTheStandardOnes()
    {
        var script = TestScripts.OfQuestion("\"type\": \"text\"", "\"words\": { \"restart\": [\"von vorn\"], \"help\": [] },");

        Assert.IsType<ScriptReading.Restarted>(script.Read("q", ScriptAnswers.None, Say.Text("Von vorn")));
        Assert.Equal("restart", script.Value(Say.Text("restart")));
        Assert.Equal("help", script.Value(Say.Text("help")));
        Assert.IsType<ScriptReading.Explained>(script.Read("q", ScriptAnswers.None, Say.Text("back")));
    }

    [Fact]
    public void Read_AfterTheClosing_SaysCompleted() =>
        Assert.Equal(
            "Your Large pizza is coming.",
            Assert.IsType<ScriptReading.Explained>(Script.Read(null, Large, Say.Text("thanks"))).Text.Text);

    [Fact]
    public void Read_AfterTheClosingWithNewSession_Restarts()
    {
        var script = TestScripts.OfQuestion("\"type\": \"text\"", "\"newSessionAfterClosing\": true,");

        Assert.IsType<ScriptReading.Restarted>(script.Read(null, TestScripts.Answers(("q", "x")), Say.Text("hello")));
        Assert.IsType<ScriptReading.Ignored>(script.Read(null, TestScripts.Answers(("q", "x")), Say.Type("reaction", "👍")));
        Assert.IsType<ScriptReading.TakenBack>(script.Read(null, TestScripts.Answers(("q", "x")), Say.Text("back")));
    }

    [Theory]
    [InlineData("reaction")]
    [InlineData("sticker")]
    [InlineData("system")]
    [InlineData("revoke")]
    public void Read_Gesture_IsIgnored(string type)
    {
        Assert.IsType<ScriptReading.Ignored>(Script.Read("name", Large, Say.Type(type, "restart")));
        Assert.IsType<ScriptReading.Ignored>(Script.Read(null, Large, Say.Type(type)));
    }

    [Fact]
    public void Read_QuestionThatTheScriptNoLongerHas_Rejected() =>
        Assert.Equal("Sorry?", Assert.IsType<ScriptReading.Rejected>(Script.Read("removed", Large, Say.Text("Ada"))).Why.Text);

    [Theory]
    [InlineData("\"not\": \"l\"", "s", true)]
    [InlineData("\"not\": \"l\"", "l", false)]
    [InlineData("\"not\": \"l\"", null, true)]
    [InlineData("\"not\": [\"l\", \"m\"]", "m", false)]
    [InlineData("\"in\": [\"l\", \"m\"]", "m", true)]
    [InlineData("\"in\": [\"l\", \"m\"]", null, false)]
    [InlineData("\"equals\": \"l\"", null, false)]
    [InlineData("\"exists\": false", null, true)]
    [InlineData("\"exists\": false", "l", false)]
    public void When_Tests_HoldAsDescribed(string test, string? answer, bool asked)
    {
        var script = TestScripts.Parse($$"""
            { "name": "n", "closing": "c", "questions": [
              { "id": "go", "type": "yesNo", "ask": "Go?" },
              { "id": "a", "type": "choice", "ask": "A?", "when": { "question": "go", "equals": true }, "options": [ { "id": "s", "title": "S1" }, { "id": "m", "title": "M1" }, { "id": "l", "title": "L1" } ] },
              { "id": "b", "type": "text", "ask": "B?", "when": [ { "question": "a", {{test}} }, { "question": "go", "exists": true } ] } ] }
            """);
        var answers = answer is null ? TestScripts.Answers(("go", "no")) : TestScripts.Answers(("go", "yes"), ("a", answer));

        Assert.Equal(asked ? "b" : null, script.NextQuestion(answers));
    }

    [Fact]
    public void When_NumberAndDate_ComparedAsStored()
    {
        var script = TestScripts.Parse("""
            { "name": "n", "closing": "c", "questions": [
              { "id": "a", "type": "number", "ask": "A?" },
              { "id": "b", "type": "text", "ask": "B?", "when": { "question": "a", "in": [2.50, "3"] } } ] }
            """);

        Assert.Equal("b", script.NextQuestion(TestScripts.Answers(("a", "2.5"))));
        Assert.Equal("b", script.NextQuestion(TestScripts.Answers(("a", "3"))));
        Assert.Null(script.NextQuestion(TestScripts.Answers(("a", "4"))));
    }
}
