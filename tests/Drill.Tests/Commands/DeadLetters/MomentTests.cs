using OrleansFailover.Drill.Commands.DeadLetters;

namespace OrleansFailover.Drill.Tests.Commands.DeadLetters;

public sealed class MomentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-23", "2026-11-23T00:00:00Z")]
    [InlineData("2026-11-23T22:16Z", "2026-11-23T22:16:00Z")]
    [InlineData("2026-11-23T22:16", "2026-11-23T22:16:00Z")]
    [InlineData("2026-11-23T22:16:01+01:00", "2026-11-23T21:16:01Z")]
    [InlineData("2026-11-23T22:16:00.1234567Z", "2026-11-23T22:16:00.1234567Z")]
    [InlineData("30m", "2026-11-24T11:30:00Z")]
    [InlineData("90s", "2026-11-24T11:58:30Z")]
    public void TryParse_WrittenTimes_AreRead(string text, string expected)
    {
        Assert.True(Moment.TryParse(text, Now, out var moment));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), moment);
        Assert.Equal(TimeSpan.Zero, moment.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("5")]
    [InlineData("yesterday")]
    [InlineData("23.11.2026")]
    [InlineData("2026-13-01")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.False(Moment.TryParse(text, Now, out _));
}
