using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.BusinessNumbers.Table;

namespace OrleansFailover.BusinessNumbers.Tests.Table;

public sealed class ChannelAppTests
{
    [Theory]
    [InlineData("verify-new", "verify-old", "verify-new", true)]
    [InlineData("verify-new", "verify-old", "verify-old", true)]
    [InlineData("verify-new", "", "verify-old", false)]
    [InlineData("verify-new", null, "", false)]
    [InlineData("verify-new", "verify-old", "verify-ne", false)]
    [InlineData("verify-new", "verify-old", "VERIFY-NEW", false)]
    public void AcceptsVerifyToken_CurrentAndPrevious_WhileTheyAreConfigured(string current, string? previous, string token, bool accepted) =>
        Assert.Equal(accepted, new ChannelApp("a", new() { VerifyToken = current, PreviousVerifyToken = previous }).AcceptsVerifyToken(token));

    [Fact]
    public void AcceptsVerifyToken_NoneConfigured_AcceptsNothing() => Assert.False(new ChannelApp("a", new ChannelAppOptions()).AcceptsVerifyToken(""));

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("app-secret-old", true)]
    public void PreviousSecret_Empty_IsNone(string? previous, bool exists) =>
        Assert.Equal(exists, new ChannelApp("a", new() { AppSecret = "app-secret-new", PreviousAppSecret = previous }).PreviousSecret is not null);

    [Theory]
    [InlineData("app-secret-new", "app-secret-old", "app-secret-new", true)]
    [InlineData("app-secret-new", "app-secret-old", "app-secret-old", true)]
    [InlineData("app-secret-new", "app-secret-old", "app-secret-ol", false)]
    [InlineData("app-secret-new", null, "app-secret-old", false)]
    [InlineData("app-secret-new", null, "", false)]
    [InlineData("app-secret-new", "", "", false)]
    [InlineData("", null, "", false)]
    public void AcceptsSecret_CurrentAndPrevious_AndNeverAnEmptyOne(string current, string? previous, string shown, bool accepted) =>
        Assert.Equal(accepted, new ChannelApp("a", new() { AppSecret = current, PreviousAppSecret = previous }).AcceptsSecret(shown));

    [Fact]
    public void ToString_IsItsName() => Assert.Equal("app:a", new ChannelApp("a", new() { AppSecret = "app-secret-new" }).ToString());
}
