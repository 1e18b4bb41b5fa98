using System.Net;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.Keys;

namespace OrleansFailover.Residency.Tests.Sealing;

/// <summary>The client of Key Vault over answers as the service writes them.</summary>
public sealed class VaultTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider time = new(new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeVault vault = new();
    private SealingHost home;

    public VaultTests() => home = Host("");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        home.Dispose();
        vault.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Open_ByTheVault_GivesTheContent()
    {
        var key = await home.Keys.EnsureAsync("eu", Some.Anna, Ct);

        Assert.Equal("for the zone", await home.Opener.ReadAsync(Some.Of(), home.Sealer.Seal(Some.Of(), "for the zone"u8)));
        Assert.Equal("for the conversation", await home.Opener.ReadAsync(Some.Of(), home.Sealer.Seal(Some.Of(), "for the conversation"u8, key)));
        Assert.Equal(["https://vault.azure.net/.default"], vault.Scopes.Distinct());
    }

    [Theory]
    [InlineData("https://name.vault.azure.net/keys/a/b", "https://vault.azure.net/.default")]
    [InlineData("https://name.vault.azure.cn/keys/a/b", "https://vault.azure.cn/.default")]
    [InlineData("https://name.managedhsm.azure.net/keys/a/b", "https://managedhsm.azure.net/.default")]
    public void Scope_OfAnyCloud_IsTheVaultsService(string address, string scope) => Assert.Equal(scope, VaultPrivateHalf.ScopeOf(new(address)));

    [Fact]
    public async Task Open_OfOneConversation_AsksTheVaultOnce()
    {
        var key = await home.Keys.EnsureAsync("eu", Some.Anna, Ct);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(message: $"wamid.{i}"), home.Sealer.SealBytes(Some.Of(message: $"wamid.{i}"), Some.Content, key)));
        }

        Assert.Equal(1, vault.Unwraps);
    }

    [Fact]
    public async Task Open_ManyAtOnce_AsksTheVaultOnce()
    {
        var gate = new TaskCompletionSource();
        vault.Gate = gate.Task;
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content);
        var opens = Enumerable.Range(0, 20).Select(_ => home.Opener.TryAsync(Some.Of(), piece)).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(opens).WaitAsync(Bound, Ct), outcome => Assert.Equal(OpenOutcome.Opened, outcome));
        Assert.Equal(1, vault.Unwraps);
    }

    [Fact]
    public async Task Open_PastTheTimeOfItsKey_AsksTheVaultAgain()
    {
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content);
        await home.Opener.TryAsync(Some.Of(), piece);
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        await home.Opener.TryAsync(Some.Of(), piece);
        Assert.Equal((1, 1), (vault.Unwraps, home.Unwrapped.Count));

        time.Advance(TimeSpan.FromMilliseconds(1));

        // Out of memory without anybody asking for it.
        Assert.Equal(0, home.Unwrapped.Count);
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), piece));
        Assert.Equal(2, vault.Unwraps);
    }

    [Fact]
    public async Task Open_WithoutACache_AsksTheVaultEveryTime()
    {
        Restart("Sealing:UnwrappedFor=00:00:00");
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content);
        await home.Opener.TryAsync(Some.Of(), piece);
        await home.Opener.TryAsync(Some.Of(), piece);

        Assert.Equal((2, 0), (vault.Unwraps, home.Unwrapped.Count));
    }

    [Fact]
    public async Task Open_MorePiecesThanKeysAreKept_TheOldestGiveWay()
    {
        Restart("Sealing:MaxUnwrapped=3");
        var pieces = Enumerable.Range(0, 5).Select(_ => home.Sealer.SealBytes(Some.Of(), Some.Content)).ToArray();
        foreach (var piece in pieces)
        {
            Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), piece));
        }

        Assert.Equal((5, 3), (vault.Unwraps, home.Unwrapped.Count));
        await home.Opener.TryAsync(Some.Of(), pieces[4]);
        Assert.Equal(5, vault.Unwraps);
        await home.Opener.TryAsync(Some.Of(), pieces[0]);
        Assert.Equal(6, vault.Unwraps);
    }

    [Fact]
    public async Task Open_TheWrappedKeyAltered_IsRefusedByTheVault()
    {
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content);
        piece[100] ^= 1;

        Assert.Equal(OpenOutcome.Refused, await home.Opener.TryAsync(Some.Of(), piece));
        Assert.Equal((1, 0), (vault.Unwraps, home.Unwrapped.Count));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "Unauthorized")]
    [InlineData(HttpStatusCode.Forbidden, "Forbidden")]
    [InlineData(HttpStatusCode.NotFound, "KeyNotFound")]
    [InlineData(HttpStatusCode.TooManyRequests, "Throttled")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "")]
    public async Task Open_TheVaultDoesNotUnwrap_IsToBeTriedAgain(HttpStatusCode status, string code)
    {
        Restart("Sealing:VaultRetries=0");
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            vault.Fault = request => request.Method == method ? FakeVault.Error(status, code) : null;
            Assert.Equal(OpenOutcome.KeyUnavailable, await home.Opener.TryAsync(Some.Of(), piece));
        }

        vault.Fault = _ => null;
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), piece));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"value":null,"key":null}""")]
    [InlineData("""{"value":5,"key":{"n":5}}""")]
    [InlineData("""{"value":"not base64!","key":{"n":"not base64!","e":"AQAB"}}""")]
    public async Task Open_TheVaultAnswersSomethingElse_IsToBeTriedAgain(string body)
    {
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            vault.Fault = request => request.Method == method ? FakeVault.Json(HttpStatusCode.OK, body) : null;
            Assert.Equal(OpenOutcome.KeyUnavailable, await home.Opener.TryAsync(Some.Of(), piece));
        }
    }

    [Fact]
    public async Task Open_TheVaultIsNotThere_IsToBeTriedAgain()
    {
        Restart("Sealing:VaultRetries=0");
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content);
        vault.Fault = _ => throw new HttpRequestException("no route");
        Assert.Equal(OpenOutcome.KeyUnavailable, await home.Opener.TryAsync(Some.Of(), piece));

        vault.Fault = _ => null;
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), piece));
    }

    [Fact]
    public async Task Open_AFaultThatPasses_IsTriedAgainByItself()
    {
        Restart("Sealing:VaultRetries=1");
        var faults = 1;
        vault.Fault = _ => Interlocked.Decrement(ref faults) >= 0 ? FakeVault.Error(HttpStatusCode.TooManyRequests, "Throttled") : null;

        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), home.Sealer.SealBytes(Some.Of(), Some.Content)));
    }

    [Fact]
    public async Task Open_TheVaultHoldsAnotherKey_IsNotTakenForDamage()
    {
        vault.KeyOf = _ => TestKeys.Of("eu-2");

        Assert.Equal(OpenOutcome.KeyUnavailable, await home.Opener.TryAsync(Some.Of(), home.Sealer.SealBytes(Some.Of(), Some.Content)));
        Assert.Equal(0, vault.Unwraps);
    }

    [Fact]
    public async Task Open_Canceled_Throws()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => home.Opener.OpenAsync(Some.Of(), home.Sealer.SealBytes(Some.Of(), Some.Content), canceled.Token));
    }

    private void Restart(string settings)
    {
        home.Dispose();
        home = Host(settings);
    }

    private SealingHost Host(string settings) => SealingHost.Home(folder, time, "vault-1", settings, vault.Serve);
}
