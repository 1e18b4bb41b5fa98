using System.Collections.Concurrent;
using System.Text;
using OrleansFailover.WebhookGateway.DeadLetters;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

internal sealed class FakeDeadLetters : IDeadLetterStore
{
    /// <summary>The letters with their content, copied: the gateway's buffer goes to the next request.</summary>
    public ConcurrentQueue<(DeadLetter Letter, string Content)> Letters { get; } = new();

    public bool Broken { get; set; }

    public Task StoreAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (Broken)
        {
            throw new DeadLetterStoreException("The store is broken.");
        }

        Letters.Enqueue((letter, Encoding.UTF8.GetString(letter.Webhook!.Value.Span)));
        return Task.CompletedTask;
    }
}
