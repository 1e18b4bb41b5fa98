using System.Text;
using OrleansFailover.Drill.Canaries;

namespace OrleansFailover.Drill.Tests.Canaries;

public sealed class CanaryWatchTests
{
    private static readonly Canary Said = new("Jürgen", CanaryKind.Text, "k7m2p9qtab4x");
    private static readonly Canary Phone = new("Jürgen", CanaryKind.Phone, "491701234567");
    private static readonly Canary Free = new("Customer 0", CanaryKind.Text, "a0-q1-iuxw");

    private readonly CanaryWatch _watch = new([Said, Phone], [Free]);

    [Fact]
    public async Task Look_NothingOfRestrictedCustomers_IsHeldAndTellsWhatWasRead()
    {
        var look = await LookAsync((HoldingPlace.Documents, "{\"answers\":[\"a0-q1-iuxw\"]}"), (HoldingPlace.Redis, "pending"));

        var verdict = _watch.Verdict!;
        Assert.Equal(("home-stays-home", 2, 0, true), (verdict.Name, verdict.Checked, verdict.Broken, verdict.Held));
        Assert.Equal((1, 0, 7L), (look.Free[HoldingPlace.Documents], look.Free.GetValueOrDefault(HoldingPlace.Redis), look.Bytes[HoldingPlace.Redis]));
        Assert.Empty(_watch.Findings);
    }

    [Fact]
    public async Task Look_OneOfThemInTwoPlaces_IsBrokenOnceAndSaysWhere()
    {
        var look = await LookAsync((HoldingPlace.LogFiles, "k7m2p9qtab4x k7m2p9qtab4x"), (HoldingPlace.Documents, "said: K7M2P9QTAB4X"));

        var verdict = _watch.Verdict!;
        Assert.Equal((2, 1, false, 1), (verdict.Checked, verdict.Broken, verdict.Held, look.Found));
        Assert.Equal([HoldingPlace.LogFiles, HoldingPlace.Documents], _watch.Findings.Select(finding => finding.Place));
        Assert.Equal((1, 2, "at the end", "eastus"), (_watch.Findings[0].Canaries, _watch.Findings[0].Hits, _watch.Findings[0].When, _watch.Findings[0].Region));
        Assert.Contains("LogFiles of eastus, at the end", verdict.Examples[0], StringComparison.Ordinal);
        Assert.Contains("'k7m2p9qtab4x' of Jürgen", verdict.Examples[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Verdict_NobodyLooked_IsNone() => Assert.Null(_watch.Verdict);

    private Task<CanaryLook> LookAsync(params (HoldingPlace Place, string Content)[] held) =>
        _watch.LookAsync("at the end", "eastus", HoldingsAsync(held), TestContext.Current.CancellationToken);

    private static async IAsyncEnumerable<Holding> HoldingsAsync((HoldingPlace Place, string Content)[] held)
    {
        foreach (var (place, content) in held)
        {
            await Task.Yield();
            yield return new(place, "something", Encoding.UTF8.GetBytes(content));
        }
    }
}
