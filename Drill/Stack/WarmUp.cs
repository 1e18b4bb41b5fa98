using System.Globalization;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Stack;

/// <summary>
/// Lets a message of a made-up customer through each region before real ones come. The first one through cold processes can take longer
/// than the edge waits before it also asks the next region, and then the region that is not the primary one may answer.
/// </summary>
/// <param name="webhooks">Where each of them takes webhooks.</param>
internal sealed class WarmUp(ChannelSimulator channel, IReadOnlyList<KeyValuePair<string, Uri>> webhooks, TimeProvider time)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    /// <exception cref="StartException">A region sent no reply.</exception>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(webhooks.Select((webhook, index) => ConverseAsync(webhook.Key, webhook.Value, index, cancellationToken)));

    private async Task ConverseAsync(string region, Uri webhook, int index, CancellationToken cancellationToken)
    {
        // A deployment remembers who wrote to it before.
        var now = time.GetUtcNow();
        var user = string.Create(CultureInfo.InvariantCulture, $"155590{now.ToUnixTimeSeconds() % 1_000_000:000000}{index}");
        var replied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(AcceptedSend send)
        {
            if (send.User == user)
            {
                replied.TrySetResult();
            }
        }

        channel.Accepted += Hear;
        try
        {
            var message = new CustomerMessage(ChannelId.Of(user, $"warm-up {channel.Record.NextWebhook()}"), user, "Warm-up", now, new CustomerBody.Text("hello"));
            await channel.SendToAsync(webhook, message, cancellationToken);
            await replied.Task.WaitAsync(Bound, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new StartException(region, $"a first message got no reply within {Bound.TotalSeconds:0} s.");
        }
        finally
        {
            channel.Accepted -= Hear;
        }
    }
}
