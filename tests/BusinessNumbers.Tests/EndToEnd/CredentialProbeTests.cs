using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Tests.Support;

namespace OrleansFailover.BusinessNumbers.Tests.EndToEnd;

/// <summary>A region that sends nothing: does it know whether it could?</summary>
public sealed class CredentialProbeTests
{
    private readonly TestTime time = new();
    private readonly FakeVault vault;

    public CredentialProbeTests() => vault = new(time);

    [Theory]
    [InlineData("EAAgood", HealthStatus.Healthy)]
    [InlineData("EAAexpired", HealthStatus.Unhealthy)]
    public async Task Standby_BeforeAnyMessage_SiloAndGatewayTellOfItsToken(string token, HealthStatus expected)
    {
        await using var channel = await FakeChannel.StartAsync("EAAgood");
        vault.Set("BusinessNumbers--Numbers--shop--PhoneNumberId", "100");
        vault.Set("BusinessNumbers--Numbers--shop--AccessToken", token);
        await using var silo = await RegionSilo.StartAsync("north", vault, time, channel.Address);
        Assert.Contains("1 unknown", (await silo.HealthAsync("credentials")).Description, StringComparison.Ordinal);

        await StepAsync(() => !channel.Requests.IsEmpty && StateOf(silo, "shop") is not CredentialState.Unknown, "the probe's finding");
        await StepAsync(() => silo.Notes.Notes.TryGetValue("credentials", out var note) && CredentialNote.Read(note)["shop"].State is not CredentialState.Unknown, "the region's note");

        Assert.Equal(expected, (await silo.HealthAsync("credentials")).Status);
        Assert.Equal(expected, (await silo.GatewayHealthAsync()).Status);
        Assert.All(channel.Requests, request => Assert.Equal(("GET", "100", token), (request.Method, request.Path, request.Token)));
    }

    [Theory]
    [InlineData("EAAgood", HealthStatus.Healthy)]
    [InlineData("EAAexpired", HealthStatus.Unhealthy)]
    public async Task Standby_TokenThatNamesNoNumber_IsAskedForItsOwner(string token, HealthStatus expected)
    {
        await using var channel = await FakeChannel.StartAsync("EAAgood");
        vault.Set("WhatsApp--CloudApi--AccessToken", token);
        await using var silo = await RegionSilo.StartAsync("north", vault, time, channel.Address);

        await StepAsync(() => StateOf(silo, "default") is not CredentialState.Unknown, "the probe's finding");

        Assert.Equal(expected, (await silo.HealthAsync("credentials")).Status);
        Assert.All(channel.Requests, request => Assert.Equal(("GET", "me"), (request.Method, request.Path)));
    }

    [Fact]
    public async Task Probe_NumberThatSends_IsLeftAlone()
    {
        await using var channel = await FakeChannel.StartAsync("EAAgood");
        vault.Set("WhatsApp--CloudApi--AccessTokens--100", "EAAgood");
        await using var silo = await RegionSilo.StartAsync("north", vault, time, channel.Address);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(Grains.Interfaces.Outbound.SendOutcome.Accepted, (await silo.SendAsync("100")).Outcome);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.All(channel.Requests, request => Assert.Equal("POST", request.Method));
    }

    [Fact]
    public async Task Probe_RefusedToken_IsTriedEveryMinuteUntilItIsTaken()
    {
        await using var channel = await FakeChannel.StartAsync();
        vault.Set("WhatsApp--CloudApi--AccessTokens--100", "EAAlate");
        await using var silo = await RegionSilo.StartAsync("north", vault, time, channel.Address);
        await StepAsync(() => StateOf(silo, "100") is CredentialState.Rejected, "the refusal");
        var refusedAt = time.GetUtcNow();

        channel.Good["EAAlate"] = true;
        await StepAsync(() => StateOf(silo, "100") is CredentialState.Accepted, "the acceptance");

        Assert.InRange(time.GetUtcNow() - refusedAt, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(90));
        Assert.Equal(2, channel.Requests.Count);
    }

    [Fact]
    public async Task Probe_ChannelOutOfReach_SaysNothingAgainstTheToken()
    {
        vault.Set("WhatsApp--CloudApi--AccessTokens--100", "EAAgood");
        await using var silo = await RegionSilo.StartAsync("north", vault, time, new("http://127.0.0.1:9"));

        for (var i = 0; i < 20; i++)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(HealthStatus.Healthy, (await silo.HealthAsync("credentials")).Status);
        Assert.Equal(CredentialState.Unknown, StateOf(silo, "100"));
    }

    private static CredentialState StateOf(RegionSilo silo, string name) => silo.Get<CredentialBoard>().Current()[name].State;

    /// <summary>Moves the clock a step at a time, and lets the loops follow, until something is so.</summary>
    private async Task StepAsync(Func<bool> condition, string phase)
    {
        for (var steps = 0; !condition(); steps++)
        {
            Assert.True(steps < 2000, $"Moved the clock {steps} steps for: {phase}.");
            if (steps % 20 == 0)
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
