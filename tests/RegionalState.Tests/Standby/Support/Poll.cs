using System.Diagnostics;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>Waits for a condition, with a deadline that names what was waited for.</summary>
internal static class Poll
{
    public static async Task UntilAsync(string phase, Func<Task<bool>> condition, int seconds = 15)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), $"timed out after {seconds} s while waiting until {phase}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
