using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.BusinessNumbers.Secrets;
using OrleansFailover.BusinessNumbers.Tests.Support;

namespace OrleansFailover.BusinessNumbers.Tests.Secrets;

public sealed class VaultConfigurationProviderTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider time = new(new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeVault vault;
    private VaultConfigurationProvider provider;

    public VaultConfigurationProviderTests()
    {
        vault = new(time);
        provider = new(vault, "", Bound, time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Load_NamesWithTwoHyphens_AreKeysWithColons()
    {
        vault.Set("Webhook--AppSecret", "a");
        vault.Set("shared-token", "b");
        var configuration = Configuration();

        Assert.Equal(("a", "b", 2), (configuration["Webhook:AppSecret"], configuration["shared-token"], provider.Count));
    }

    [Fact]
    public void Load_Prefix_OthersAreNotReadAndItIsNotPartOfTheKey()
    {
        vault.Set("prod-Webhook--AppSecret", "a");
        vault.Set("test-Webhook--AppSecret", "b");
        provider = new(vault, "prod-", Bound, time);

        Assert.Equal("a", Configuration()["Webhook:AppSecret"]);
        Assert.Equal(["prod-Webhook--AppSecret"], vault.Reads);
    }

    [Fact]
    public void Load_VaultOutOfReach_StopsTheStart()
    {
        vault.Set("a", "1");
        vault.Broken = new HttpRequestException("no route");

        var exception = Assert.Throws<InvalidOperationException>(() => Configuration());

        Assert.Contains("vault.test", exception.Message, StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(exception.InnerException);
    }

    [Fact]
    public async Task Load_VaultDoesNotAnswer_StopsTheStartAfterThreeTimeouts()
    {
        vault.Before = new TaskCompletionSource().Task;
        var loading = Task.Run(() => Configuration(), Ct);
        await Eventually.True(() => vault.Lists == 1, "the first reading began");

        time.Advance(Bound * 3);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => loading.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct));
        Assert.Contains("within 00:00:30", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_ChangedAddedAndRemoved_AreCountedAndTheRestIsNotReadAgain()
    {
        vault.Set("same", "1");
        vault.Set("changed", "1");
        vault.Set("removed", "1");
        time.Advance(TimeSpan.FromHours(1));
        var configuration = Configuration();
        vault.Reads.Clear();

        vault.Set("changed", "2");
        vault.Set("added", "1");
        vault.Remove("removed");

        Assert.Equal(3, await provider.RefreshAsync(Ct));
        Assert.Equal(["added", "changed"], vault.Reads.Order(StringComparer.Ordinal));
        Assert.Equal(("1", "2", "1", null), (configuration["same"], configuration["changed"], configuration["added"], configuration["removed"]));
        Assert.Equal(0, await provider.RefreshAsync(Ct));
    }

    [Fact]
    public async Task Refresh_ChangedTwiceInOneSecondAroundAReading_TheSecondValueIsFound()
    {
        vault.Set("token", "1");
        time.Advance(TimeSpan.FromHours(1));
        var configuration = Configuration();
        vault.Set("token", "2");
        await provider.RefreshAsync(Ct);
        vault.Set("token", "3");
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(1, await provider.RefreshAsync(Ct));
        Assert.Equal("3", configuration["token"]);
    }

    [Fact]
    public async Task Refresh_AWhileAfterAChange_IsNotReadAgain()
    {
        vault.Set("token", "1");
        Configuration();
        time.Advance(TimeSpan.FromMinutes(3));
        await provider.RefreshAsync(Ct);
        vault.Reads.Clear();

        await provider.RefreshAsync(Ct);

        Assert.Empty(vault.Reads);
    }

    [Fact]
    public async Task Refresh_FailsHalfway_NothingChanges()
    {
        vault.Set("a", "1");
        time.Advance(TimeSpan.FromHours(1));
        var configuration = Configuration();
        vault.Set("a", "2");
        vault.Broken = new HttpRequestException("no route");

        await Assert.ThrowsAsync<HttpRequestException>(() => provider.RefreshAsync(Ct));
        Assert.Equal(("1", 1), (configuration["a"], provider.Count));

        vault.Broken = null;
        Assert.Equal(1, await provider.RefreshAsync(Ct));
        Assert.Equal("2", configuration["a"]);
    }

    [Fact]
    public async Task Refresh_DoesNotAnswer_EndsAtItsTimeout()
    {
        vault.Set("a", "1");
        Configuration();
        vault.Before = new TaskCompletionSource().Task;
        var reading = provider.RefreshAsync(Ct);

        time.Advance(Bound);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct));
    }

    public void Dispose() => provider.Dispose();

    private IConfigurationRoot Configuration() => ((IConfigurationBuilder)new ConfigurationBuilder()).Add(provider).Build();
}
