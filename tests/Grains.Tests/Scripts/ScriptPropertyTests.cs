using CsCheck;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Tests.Scripts;

/// <summary>What holds for any user, however odd. CsCheck prints the seed of a failure.</summary>
public sealed class ScriptPropertyTests
{
    private static readonly string[] Types =
        ["text", "interactive", "button", "location", "image", "video", "audio", "document", "sticker", "reaction", "contacts", "order", "unsupported", "new"];

    private static readonly string[] Lines =
        ["Ada Lovelace", "10.12.1985", "yes", "no", "1", "2", "7", "a@example.org", "+491701234567", "AB-123456", "back", "restart", "help", "", " ", "🙂", "1,234"];

    private static readonly string[] Taps =
        ["known:yes", "known:no", "reason:pain", "reason:checkup", "reason:gone", "when:morning", "topic:late", "topic:damaged", "callback:yes", "name:x", ":", "a:b:c", "x"];

    private static readonly Gen<MessageContent> Messages = Gen.Select(
        OneOf(Types), Gen.OneOf(OneOf(Lines), Gen.String), OneOf(Taps), Gen.Bool,
        (type, line, tap, has) => new MessageContent
        {
            Type = type,
            Text = has || type == "text" ? line : null,
            ChoiceId = type is "interactive" && has ? tap : null,
            Location = type == "location" && has ? new(1.5, 2.5, null, null) : null,
            Media = has && type is "image" or "video" or "audio" or "document" ? new("1", null, null) : null,
        });

    [Theory]
    [InlineData("appointment")]
    [InlineData("order-status")]
    [InlineData("six-questions")]
    public void AnyMessages_AnyOrder_NothingOpenIsAnsweredAndEverythingFitsTheChannel(string name)
    {
        var script = TestScripts.Sample(name);
        Messages.List[0, 40].Sample(messages =>
        {
            var answers = new Dictionary<string, string>();
            foreach (var message in messages)
            {
                Step(script, answers, message);
            }
        }, iter: 2000);
    }

    private static Gen<string> OneOf(string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void Step(JsonScript script, Dictionary<string, string> answers, MessageContent message)
    {
        var open = script.NextQuestion(new(answers));
        Assert.False(open is not null && answers.ContainsKey(open), "The open question has an answer.");
        switch (script.Read(open, new(answers), message))
        {
            case ScriptReading.Answered(var question, var value):
                Assert.NotEmpty(value);
                answers[question] = value;
                break;
            case ScriptReading.TakenBack(var question):
                Assert.True(answers.Remove(question), "A question without an answer was taken back.");
                break;
            case ScriptReading.Restarted:
                answers.Clear();
                break;
            case ScriptReading.Rejected(var why):
                Assert.NotNull(open);
                AssertFits(why);
                break;
            case ScriptReading.Explained(var text):
                AssertFits(text);
                break;
        }

        var asked = script.Ask(script.NextQuestion(new(answers)), new(answers));
        Assert.NotEmpty(asked);
        Assert.All(asked, AssertFits);
    }

    private static void AssertFits(OutboundMessage message)
    {
        Assert.InRange(message.Text.Length, 1, message.Kind == OutboundKind.Text ? ChannelLimits.Text : ChannelLimits.InteractiveBody);
        Assert.InRange(message.Choices.Count, 0, message.Kind == OutboundKind.List ? ChannelLimits.Rows : ChannelLimits.Buttons);
        Assert.Equal(message.Kind is OutboundKind.Buttons or OutboundKind.List, message.Choices.Count > 0);
    }
}
