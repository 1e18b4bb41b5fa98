namespace OrleansFailover.LocalCloud.Tests.Support;

/// <summary>Polls a condition up to a deadline, and names the phase it waited for when the deadline passes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static async Task TrueAsync(string phase, Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Deadline, $"Waited in vain for: {phase}.");
            await Task.Delay(Interval, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public static Task TrueAsync(string phase, Func<bool> condition) => TrueAsync(phase, () => Task.FromResult(condition()));
}
