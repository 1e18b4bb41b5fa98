using System.Diagnostics;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

internal static class Eventually
{
    /// <summary>Polls a condition; fails with the name of what was waited for.</summary>
    public static Task True(Func<bool> condition, string phase, int seconds = 20) => True(() => Task.FromResult(condition()), phase, seconds);

    /// <inheritdoc cref="True(Func{bool}, string, int)"/>
    public static async Task True(Func<Task<bool>> condition, string phase, int seconds = 20)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), $"Waited {seconds} s for: {phase}.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
