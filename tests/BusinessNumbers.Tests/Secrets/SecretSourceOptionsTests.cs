using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers.Secrets;

namespace OrleansFailover.BusinessNumbers.Tests.Secrets;

public sealed class SecretSourceOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(Failures(new()));

    [Theory]
    [InlineData(30, 30, 0)]
    [InlineData(1, 59, 0)]
    [InlineData(30, 31, 1)]
    [InlineData(31, 10, 1)]
    [InlineData(0, 10, 1)]
    [InlineData(30, 0, 1)]
    public void Validate_IntervalAndTimeout_AreAMinuteTogether(int interval, int timeout, int failures) =>
        Assert.Equal(failures, Failures(new() { VaultInterval = TimeSpan.FromSeconds(interval), VaultTimeout = TimeSpan.FromSeconds(timeout) }).Count);

    [Theory]
    [InlineData("http://vault.test")]
    [InlineData("vault.test")]
    public void Validate_AddressThatIsNotHttps_IsAnError(string address) => Assert.Single(Failures(new() { VaultUri = new(address, UriKind.RelativeOrAbsolute) }));

    [Fact]
    public void Validate_SeveralErrors_AllAreTold() =>
        Assert.Equal(4, Failures(new()
        {
            VaultUri = new("http://vault.test"), Directory = "/nowhere/at/all", VaultPrefix = "a_b", VaultInterval = TimeSpan.FromMinutes(2), VaultTimeout = TimeSpan.FromSeconds(1),
        }).Count(failure => !failure.Contains("together", StringComparison.Ordinal)));

    private static List<string> Failures(SecretSourceOptions options) =>
        [.. new IValidateOptions<SecretSourceOptions>[] { new SecretSourceOptionsValidator(), new SecretSourceOptionsRules() }
            .SelectMany(validator => validator.Validate(null, options).Failures ?? [])];
}
