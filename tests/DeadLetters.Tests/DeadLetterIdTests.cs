using OrleansFailover.DeadLetters.Tests.Support;

namespace OrleansFailover.DeadLetters.Tests;

public sealed class DeadLetterIdTests
{
    [Fact]
    public void Of_ALetter_IsReadBackAndSortsByTime()
    {
        var early = DeadLetterId.Of(Letters.Webhook(0, "a", "turn-failed") with { Key = DeadLetterId.KeyOf("in_bound", 3, 99) });
        var late = DeadLetterId.Of(Letters.Webhook(1, "a", "loop"));

        Assert.Equal("20261123T2216000000000Z_turn-failed_in_bound.3@99", early.Value);
        Assert.True(DeadLetterId.TryParse(early.Value, out var read));
        Assert.Equal(early, read);
        Assert.Equal(("turn-failed", Letters.Start), (read.Reason, read.Time));
        Assert.True(early < late);
    }

    [Fact]
    public void Of_OtherTimeZone_IsTheSameName()
    {
        var letter = Letters.Webhook(0, "a");
        Assert.Equal(DeadLetterId.Of(letter), DeadLetterId.Of(letter with { Time = letter.Time.ToOffset(TimeSpan.FromHours(2)) }));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("ä")]
    public void Of_KeyThatIsNoName_Throws(string key) => Assert.Throws<ArgumentException>(() => DeadLetterId.Of(Letters.Webhook(0, "a") with { Key = key }));

    [Fact]
    public void Of_LongTopic_StillFitsAFileName() =>
        Assert.True(DeadLetterId.Of(Letters.Webhook(0, "a") with { Key = DeadLetterId.KeyOf(new string('t', 249), 3, 99) }).Value.Length < 200);

    [Theory]
    [InlineData("20261123T2216000000000Z_loop")]
    [InlineData("20261123T2216000000000Z_Loop_x")]
    [InlineData("20269923T2216000000000Z_loop_x")]
    [InlineData("20261123T2216000000000Z_loop_../x")]
    [InlineData(null)]
    public void TryParse_NoName_IsFalse(string? value) => Assert.False(DeadLetterId.TryParse(value, out _));
}
