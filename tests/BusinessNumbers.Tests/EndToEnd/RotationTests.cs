using OrleansFailover.BusinessNumbers.Tests.Support;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.BusinessNumbers.Tests.EndToEnd;

/// <summary>One vault, two regions that send, and a token that is rotated in the vault.</summary>
public sealed class RotationTests
{
    private const string Secret = "BusinessNumbers--Numbers--shop--AccessToken";
    private readonly TestTime time = new();
    private readonly FakeVault vault;

    public RotationTests()
    {
        vault = new(time);
        vault.Set("BusinessNumbers--Numbers--shop--PhoneNumberId", "100");
        vault.Set(Secret, "EAAold");
        time.Advance(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Rotated_BothTokensGood_BothRegionsHaveTheNewOneWithinAMinuteAndNothingIsRefused()
    {
        await using var channel = await FakeChannel.StartAsync("EAAold", "EAAnew");
        await using var west = await StartAsync("west", channel);
        await using var north = await StartAsync("north", channel);
        var startedAt = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(7));
        var rotatedAt = time.GetUtcNow();
        vault.Set(Secret, "EAAnew");

        while (TokenOf(west) != "EAAnew" || TokenOf(north) != "EAAnew")
        {
            Assert.True(time.GetUtcNow() - rotatedAt < TimeSpan.FromMinutes(1), "A region has the old token a minute after the rotation.");
            await SendInBothAsync(west, north);
            var readings = vault.Lists + 2;
            time.Advance(TimeSpan.FromSeconds(1));
            if ((time.GetUtcNow() - startedAt).Ticks % RegionSilo.Interval.Ticks == 0)
            {
                // What is read at this moment must be in the tables before the clock moves on.
                await Eventually.True(() => vault.Lists == readings, "both regions read the vault");
                await Eventually.True(() => TokenOf(west) == "EAAnew" && TokenOf(north) == "EAAnew", "the new token in both tables");
            }
        }

        await SendInBothAsync(west, north);
        Assert.All(channel.Requests, request => Assert.True(request.Taken));
        Assert.Contains(channel.Requests, request => request.Token == "EAAold");
        Assert.Equal(2, channel.Requests.Count(request => request.Token == "EAAnew"));
    }

    [Fact]
    public async Task Rotated_OldTokenIsTakenBackAtOnce_TheRefusedSendIsRepeatedWithTheNewOne()
    {
        await using var channel = await FakeChannel.StartAsync("EAAold");
        await using var west = await StartAsync("west", channel);
        await using var north = await StartAsync("north", channel);
        await SendInBothAsync(west, north);

        vault.Set(Secret, "EAAnew");
        channel.Good["EAAnew"] = true;
        channel.Good.TryRemove("EAAold", out _);
        for (var i = 0; i < 5; i++)
        {
            await SendInBothAsync(west, north);
        }

        // One refusal a region, each answered by reading the vault at once: the clock did not move.
        Assert.Equal(["EAAold", "EAAold"], channel.Requests.Where(request => !request.Taken).Select(request => request.Token));
        Assert.Equal(("EAAnew", "EAAnew"), (TokenOf(west), TokenOf(north)));
        Assert.All([west, north], region => Assert.Single(region.Logs.Of(1203)));
        Assert.StartsWith("1 accepted", (await west.HealthAsync("credentials")).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotated_ManySendsAtOnceAreRefused_AllGoOutAndTheVaultIsReadOnce()
    {
        await using var channel = await FakeChannel.StartAsync("EAAnew");
        await using var west = await StartAsync("west", channel);
        vault.Set(Secret, "EAAnew");
        var lists = vault.Lists;

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => west.SendAsync("100")));

        Assert.All(results, result => Assert.Equal(SendOutcome.Accepted, result.Outcome));
        Assert.Equal(lists + 1, vault.Lists);
    }

    [Fact]
    public async Task Refused_NoNewerToken_IsKeptAndNotSentTwice()
    {
        // The control: without a rotation in the vault nothing is repeated, and the region says that it cannot send.
        await using var channel = await FakeChannel.StartAsync();
        await using var west = await StartAsync("west", channel);

        var result = await west.SendAsync("100");

        Assert.Equal((SendOutcome.NotSent, "190"), (result.Outcome, result.Reason));
        Assert.Single(channel.Requests);
        Assert.StartsWith("no number of this region can send: 1 rejected (shop: rejected with 190", (await west.HealthAsync("credentials")).Description, StringComparison.Ordinal);

        // It goes out once the vault has a good one.
        vault.Set(Secret, "EAAnew");
        channel.Good["EAAnew"] = true;
        time.Advance(RegionSilo.Interval);
        await west.UntilAsync(table => table.CredentialOf("whatsapp", "100").Token!.Value == "EAAnew", "the new token");
        Assert.Equal(SendOutcome.Accepted, (await west.SendAsync("100")).Outcome);
    }

    [Fact]
    public async Task Rotated_AnyWay_NoTokenStandsInAnyLog()
    {
        await using var channel = await FakeChannel.StartAsync("EAAold");
        await using var west = await StartAsync("west", channel);
        await west.SendAsync("100");
        vault.Set(Secret, "EAAnew");
        channel.Good.Clear();
        await west.SendAsync("100");
        channel.Good["EAAnewest"] = true;
        vault.Set(Secret, "EAAnewest");
        time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.True(() => TokenOf(west) == "EAAnewest", "the newest token");
        await west.SendAsync("100");
        vault.Set(Secret, "EAA broken");
        time.Advance(RegionSilo.Interval);
        await Eventually.True(() => west.Logs.Of(6001).Count == 1, "the refusal of the broken token");
        vault.Broken = new HttpRequestException("no route");
        time.Advance(RegionSilo.Interval);
        await Eventually.True(() => west.Logs.Of(6011).Count == 1, "the vault that does not answer");
        var health = (await west.HealthAsync("credentials")).Description + (await west.HealthAsync("numbers")).Description + (await west.HealthAsync("secrets")).Description;

        // The lines are there, so an empty capture cannot pass.
        Assert.All([1203, 6000, 6001, 6010, 6011], id => Assert.NotEmpty(west.Logs.Of(id)));
        Assert.DoesNotContain(west.Logs.Lines.Append(health).Concat(west.Notes.Notes.Values), line => line.Contains("EAA", StringComparison.Ordinal));
    }

    private static string? TokenOf(RegionSilo silo) => silo.Table.CredentialOf("whatsapp", "100").Token?.Value;

    private static async Task SendInBothAsync(RegionSilo west, RegionSilo north)
    {
        foreach (var region in new[] { west, north })
        {
            Assert.Equal(SendOutcome.Accepted, (await region.SendAsync("100")).Outcome);
        }
    }

    // Without probes: every request is a reply.
    private Task<RegionSilo> StartAsync(string region, FakeChannel channel) =>
        RegionSilo.StartAsync(region, vault, time, channel.Address, ("WhatsApp:CloudApi:ProbeInterval", "00:00:00"));
}
