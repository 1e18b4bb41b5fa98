using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.BusinessNumbers.Secrets;
using OrleansFailover.BusinessNumbers.Tests.Support;

namespace OrleansFailover.BusinessNumbers.Tests.Secrets;

/// <summary>The vault within a host that runs, by a clock that the test moves.</summary>
public sealed class VaultRefresherTests
{
    private const string Secret = "WhatsApp--CloudApi--AccessToken";
    private static readonly Uri Nowhere = new("http://127.0.0.1:9");
    private static readonly TimeSpan Interval = RegionSilo.Interval;

    private readonly TestTime time = new();
    private readonly FakeVault vault;

    public VaultRefresherTests()
    {
        vault = new(time);
        vault.Set(Secret, "EAAold");
        time.Advance(TimeSpan.FromHours(1));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotated_AtTheNextReading_TheTableHasIt()
    {
        await using var silo = await StartAsync();
        Assert.Equal("EAAold", TokenOf(silo));

        vault.Set(Secret, "EAAnew");
        time.Advance(Interval - TimeSpan.FromSeconds(1));
        Assert.Equal((1, "EAAold"), (vault.Lists, TokenOf(silo)));

        time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.True(() => TokenOf(silo) == "EAAnew", "the vault's new token in the table");
    }

    [Fact]
    public async Task OutOfReach_WhatWasReadStaysAndHealthSaysSoUntilItIsBack()
    {
        await using var silo = await StartAsync();
        Assert.Contains("read last at start", (await silo.HealthAsync("secrets")).Description, StringComparison.Ordinal);
        vault.Broken = new HttpRequestException("no route");
        vault.Set(Secret, "EAAnew");

        for (var failures = 1; failures <= 3; failures++)
        {
            time.Advance(Interval);
            await Eventually.True(() => silo.Get<VaultRefresher>().Failures == failures, $"failed reading {failures}");
        }

        Assert.Equal("EAAold", TokenOf(silo));
        Assert.Equal(3, silo.Logs.Of(6011).Count);
        var health = await silo.HealthAsync("secrets");
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("the last 3 readings failed", health.Description, StringComparison.Ordinal);

        vault.Broken = null;
        time.Advance(Interval);
        await Eventually.True(() => TokenOf(silo) == "EAAnew", "the token after the vault is back");
        Assert.Equal(HealthStatus.Healthy, (await silo.HealthAsync("secrets")).Status);
    }

    [Fact]
    public async Task BadValue_IsRefusedByTheNumbersAndTheVaultCountsAsRead()
    {
        await using var silo = await StartAsync();

        vault.Set(Secret, "EAA with spaces");
        time.Advance(Interval);
        await Eventually.True(() => silo.Logs.Of(6001).Count == 1, "the refusal");

        Assert.Equal("EAAold", TokenOf(silo));
        Assert.Equal(HealthStatus.Degraded, (await silo.HealthAsync("numbers")).Status);
        await Eventually.True(() => silo.Get<VaultRefresher>().ReadAt is not null, "the end of the reading");
        Assert.Equal(HealthStatus.Healthy, (await silo.HealthAsync("secrets")).Status);
        Assert.Empty(silo.Logs.Of(6011));

        vault.Set(Secret, "EAAnew");
        time.Advance(Interval);
        await Eventually.True(() => TokenOf(silo) == "EAAnew", "the mended token");
    }

    [Fact]
    public async Task Refresh_ManyAtOnce_ShareOneReading()
    {
        await using var silo = await StartAsync();
        var release = new TaskCompletionSource();
        vault.Before = release.Task;
        var refresh = silo.Get<ISecretRefresh>();

        Task[] callers = [.. Enumerable.Range(0, 50).Select(_ => refresh.RefreshAsync(Ct))];
        vault.Set(Secret, "EAAnew");
        release.SetResult();
        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);

        Assert.Equal((2, "EAAnew"), (vault.Lists, TokenOf(silo)));
    }

    [Fact]
    public async Task Refresh_RightAfterTheReadingAtTheInterval_ReadsAgain()
    {
        await using var silo = await StartAsync();
        time.Advance(Interval);
        await Eventually.True(() => silo.Get<VaultRefresher>().ReadAt is not null, "the reading at the interval");
        vault.Set(Secret, "EAAnew");

        await silo.Get<ISecretRefresh>().RefreshAsync(Ct);

        Assert.Equal("EAAnew", TokenOf(silo));
    }

    [Fact]
    public async Task Refresh_AgainAtOnce_WaitsForThePause()
    {
        await using var silo = await StartAsync();
        var refresh = silo.Get<ISecretRefresh>();

        await refresh.RefreshAsync(Ct);
        await refresh.RefreshAsync(Ct);
        Assert.Equal(2, vault.Lists);

        time.Advance(TimeSpan.FromSeconds(5));
        await refresh.RefreshAsync(Ct);
        Assert.Equal(3, vault.Lists);
    }

    [Fact]
    public async Task Refresh_VaultDoesNotAnswer_TheCallerGoesOnAfterTwoSeconds()
    {
        await using var silo = await StartAsync();
        vault.Before = new TaskCompletionSource().Task;

        var asked = silo.Get<ISecretRefresh>().RefreshAsync(Ct);
        Assert.False(asked.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));

        await asked.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);
        Assert.Equal("EAAold", TokenOf(silo));
    }

    private static string? TokenOf(RegionSilo silo) => silo.Table.CredentialOf("whatsapp", "100").Token?.Value;

    // Without probes: nobody listens there.
    private Task<RegionSilo> StartAsync() => RegionSilo.StartAsync("west", vault, time, Nowhere, ("WhatsApp:CloudApi:ProbeInterval", "00:00:00"));
}
