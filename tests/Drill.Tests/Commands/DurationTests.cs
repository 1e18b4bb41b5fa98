using OrleansFailover.Drill.Commands;

namespace OrleansFailover.Drill.Tests.Commands;

public sealed class DurationTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("20s", 20_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("1m", 60_000)]
    public void TryParse_Known_Reads(string text, double milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("20")]
    [InlineData("-1s")]
    [InlineData("1h")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_Unknown_Refuses(string? text) => Assert.False(Duration.TryParse(text, out _));
}
