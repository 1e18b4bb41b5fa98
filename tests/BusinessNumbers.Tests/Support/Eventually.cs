using System.Diagnostics;

namespace OrleansFailover.BusinessNumbers.Tests.Support;

internal static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    /// <summary>Polls a condition; fails with the name of what was waited for.</summary>
    public static async Task True(Func<bool> condition, string phase)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Bound, $"Waited {Bound} for: {phase}.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
