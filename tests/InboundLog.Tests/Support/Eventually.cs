using System.Diagnostics;

namespace OrleansFailover.InboundLog.Tests.Support;

internal static class Eventually
{
    /// <summary>Polls a condition; fails with the name of the phase when it does not hold in time.</summary>
    public static async Task HoldsAsync(Func<bool> condition, string phase, TimeSpan? within = null)
    {
        var bound = within ?? TimeSpan.FromSeconds(20);
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < bound, $"Did not happen within {bound}: {phase}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
