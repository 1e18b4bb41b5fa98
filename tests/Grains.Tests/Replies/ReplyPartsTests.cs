using CsCheck;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Replies;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Tests.Replies;

public sealed class ReplyPartsTests
{
    private static readonly Gen<string> LongText =
        Gen.Select(Gen.Char['a', 'z'].Array[1, 400].Select(chars => new string(chars)), Gen.OneOf(" ", " ", "\n", "😀 "))
            .Select((word, gap) => word + gap).Array[1, 60].Select(words => string.Concat(words).Trim());

    [Fact]
    public void Of_LongText_IsCutBetweenWordsAndLosesNone() => LongText.Sample(text =>
    {
        var parts = ReplyParts.Of(OutboundMessage.OfText(text));
        Assert.All(parts, part => Assert.InRange(part.Text.Length, 1, ChannelLimits.Text));
        Assert.Equal(Words(text), parts.SelectMany(part => Words(part.Text)));
    });

    [Fact]
    public void Of_WordLongerThanAMessage_IsCutButNeverInsideACharacter()
    {
        var text = $"x{string.Concat(Enumerable.Repeat("😀", 5000))}";
        var parts = ReplyParts.Of(OutboundMessage.OfText(text));
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
        Assert.All(parts, part => Assert.False(char.IsLowSurrogate(part.Text[0]) || char.IsHighSurrogate(part.Text[^1])));
    }

    [Fact]
    public void Of_LongQuestionWithButtons_TextsThenTheButtonsUnderItsEnd() => LongText.Sample(text =>
    {
        var question = new OutboundMessage { Kind = OutboundKind.Buttons, Text = text, Choices = [new("a", "A")] };
        var parts = ReplyParts.Of(question);
        Assert.InRange(parts[^1].Text.Length, 1, ChannelLimits.InteractiveBody);
        Assert.Equal(question.Choices, parts[^1].Choices);
        Assert.All(parts.SkipLast(1), part => Assert.Equal((OutboundKind.Text, true), (part.Kind, part.Text.Length <= ChannelLimits.Text)));
        Assert.Equal(Words(text), parts.SelectMany(part => Words(part.Text)));
    });

    [Fact]
    public void Of_TooMuchToTap_IsAListAndLongTitlesLoseTheirEnd()
    {
        var message = new OutboundMessage { Kind = OutboundKind.Buttons, Text = "?", Choices = [.. "abcd".Select(c => new Choice($"{c}", $"{c} title of more than twenty-four", new string('d', 80)))] };
        var part = Assert.Single(ReplyParts.Of(message));
        Assert.Equal((OutboundKind.List, "Choose"), (part.Kind, part.ListLabel));
        Assert.Equal("a title of more than…", part.Choices[0].Title);
        Assert.All(part.Choices, choice => Assert.True(choice.Title.Length <= ChannelLimits.RowTitle && choice.Description!.Length <= ChannelLimits.RowDescription));
        Assert.Equal(["a", "b", "c", "d"], part.Choices.Select(choice => choice.Id));
    }

    [Theory]
    [InlineData(OutboundMediaKind.Image, 10, 1)]
    [InlineData(OutboundMediaKind.Image, 1025, 2)]
    [InlineData(OutboundMediaKind.Audio, 10, 2)]
    [InlineData(OutboundMediaKind.Sticker, 0, 1)]
    public void Of_Media_TextThatIsNoCaptionFollows(OutboundMediaKind kind, int length, int parts) =>
        Assert.Equal(parts, ReplyParts.Of(OutboundMessage.OfMedia(new(kind, "1"), new string('x', length))).Count);

    [Fact]
    public void TemplateOf_Question_SaysItInOneLineWithWhatCanBeTapped()
    {
        var template = new OutboundTemplate { Name = "go_on", Language = "en", Parameters = ["Hello", "{reply}"] };
        var reply = new OutboundMessage { Kind = OutboundKind.Buttons, Text = "Shall we\n\n\t  go on?", Choices = [new("y", "Yes"), new("n", "No")] };
        Assert.Equal(["Hello", "Shall we go on? (Yes / No)"], TemplateReply.Of(template, reply).Template!.Parameters);
    }

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
