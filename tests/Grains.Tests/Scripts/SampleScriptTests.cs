using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Tests.Scripts;

public sealed class SampleScriptTests
{
    [Fact]
    public void SixQuestions_Walk_AsksEachOnceAndListsTheAnswers()
    {
        var script = TestScripts.Sample("six-questions");

        var (asked, closing) = Walk(script, [.. Enumerable.Range(1, 6).Select(i => Say.Text($"answer {i}"))]);

        Assert.Empty(script.Greet());
        Assert.Equal(["q1", "q2", "q3", "q4", "q5", "q6"], asked.Select(question => question.Id));
        Assert.All(asked, question => Assert.StartsWith($"Question {question.Id[1..]}: ", question.Text, StringComparison.Ordinal));
        Assert.Equal("Complete: 1=answer 1; 2=answer 2; 3=answer 3; 4=answer 4; 5=answer 5; 6=answer 6", Assert.Single(closing));
    }

    [Fact]
    public void Appointment_PainOfANewPatient_AsksEverything()
    {
        var (asked, closing) = Walk(
            TestScripts.Sample("appointment"),
            [
                Say.Text("Ada Lovelace"), Say.Text("10.12.1985"), Say.Tap("known:no"), Say.Medium("document"), Say.Tap("reason:pain"),
                Say.Text("My back"), Say.Text("7"), Say.Text("2"), Say.Text("ada@Example.org"),
            ]);

        Assert.Equal(["name", "birthday", "known", "referral", "reason", "details", "painLevel", "when", "email"], asked.Select(question => question.Id));
        Assert.Equal("Thank you, Ada Lovelace. When were you born?", asked[1].Text);
        Assert.Equal(
            "Thank you, Ada Lovelace. This is what we noted:\n\n- Born: 1985-12-10\n- Been here before: No\n- Reason: Pain\n- Details: My back\n"
            + "- Time of day: Afternoon\n- E-mail: ada@example.org",
            closing[0]);
    }

    [Fact]
    public void Appointment_CheckupOfAKnownPatient_SkipsTheBranches()
    {
        var (asked, closing) = Walk(
            TestScripts.Sample("appointment"),
            [Say.Text("Ada Lovelace"), Say.Text("1985-12-10"), Say.Text("yep"), Say.Text("check-up"), Say.Tap("when:evening"), Say.Text("a@example.org")]);

        Assert.Equal(["name", "birthday", "known", "reason", "when", "email"], asked.Select(question => question.Id));
        Assert.Contains("- Details: -\n", closing[0], StringComparison.Ordinal);
    }

    [Fact]
    public void OrderStatus_ChangeOfAddress_AsksForThePlace()
    {
        var (asked, closing) = Walk(
            TestScripts.Sample("order-status"), [Say.Text("AB-123456"), Say.Text("3"), Say.Place(51.5, -0.12), Say.Text("no")]);

        Assert.Equal(["order", "topic", "place", "callback"], asked.Select(question => question.Id));
        Assert.Equal("Thank you. Order AB-123456: Change the address, – item(s). Call back: No –", Assert.Single(closing));
    }

    private static (IReadOnlyList<(string Id, string Text)> Asked, IReadOnlyList<string> Closing) Walk(JsonScript script, MessageContent[] messages)
    {
        var answers = new Dictionary<string, string>();
        var asked = new List<(string, string)>();
        foreach (var message in messages)
        {
            var open = script.NextQuestion(new(answers));
            Assert.NotNull(open);
            asked.Add((open, script.Ask(open, new(answers))[^1].Text));
            var answered = Assert.IsType<ScriptReading.Answered>(script.Read(open, new(answers), message));
            Assert.Equal(open, answered.Question);
            answers[answered.Question] = answered.Value;
        }

        Assert.Null(script.NextQuestion(new(answers)));
        return (asked, [.. script.Ask(null, new(answers)).Select(message => message.Text)]);
    }
}
