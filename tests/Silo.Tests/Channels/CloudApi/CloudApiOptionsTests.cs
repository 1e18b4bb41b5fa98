using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansFailover.Silo.Channels.CloudApi;

namespace OrleansFailover.Silo.Tests.Channels.CloudApi;

public sealed class CloudApiOptionsTests
{
    [Fact]
    public void Validate_TokenOnly_Passes() => Assert.Empty(Failures(_ => { }));

    [Fact]
    public void Validate_AttemptLongerThanTotal_NamesBoth() =>
        Assert.Contains(
            "AttemptTimeout (00:00:20) must not exceed TotalTimeout (00:00:12)",
            Assert.Single(Failures(options => options.AttemptTimeout = TimeSpan.FromSeconds(20))), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://graph.example.com", false, 1)]
    [InlineData("http://graph.example.com", true, 0)]
    [InlineData("http://127.0.0.1:8080", false, 0)]
    [InlineData("ftp://graph.example.com", false, 1)]
    [InlineData("https://graph.example.com/prefix", false, 0)]
    [InlineData("https://graph.example.com?x=1", false, 1)]
    public void Validate_BaseAddress_PlainHttpNeedsConsent(string address, bool allowHttp, int failures) =>
        Assert.Equal(failures, Failures(options => (options.BaseAddress, options.AllowHttp) = (new(address), allowHttp)).Count);

    [Theory]
    [InlineData("26.0")]
    [InlineData("v26.0/../me")]
    public void Validate_Version_IsOne(string version) => Assert.Single(Failures(options => options.Version = version));

    [Theory]
    [InlineData("00:00:00", 0)]
    [InlineData("00:00:14", 1)]
    [InlineData("00:00:15", 0)]
    [InlineData("02:00:00", 1)]
    public void Validate_ProbeInterval_IsZeroOrLongEnough(string interval, int failures) =>
        Assert.Equal(failures, Failures(options => options.ProbeInterval = TimeSpan.Parse(interval, CultureInfo.InvariantCulture)).Count);

    private static List<string> Failures(Action<CloudApiOptions> change)
    {
        var options = new CloudApiOptions { AccessToken = "token" };
        change(options);
        return [.. new IValidateOptions<CloudApiOptions>[] { new CloudApiOptionsValidator(), new CloudApiOptionsRules() }
            .SelectMany(validator => validator.Validate(null, options).Failures ?? [])];
    }
}
