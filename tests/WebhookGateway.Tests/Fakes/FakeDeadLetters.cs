using System.Collections.Concurrent;
using System.Text;
using OrleansFailover.WebhookGateway.DeadLetters;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

internal sealed class FakeDeadLetters : IDeadLetterStore
{
    /// <summary>The letters with their content, copied: the gateway's buffer goes to the next request.</summary>
    public ConcurrentQueue<(DeadLetter Letter, string Content)> Letters { get; } = new();

    public bool Broken { get; set; }

    /// <summary>Runs before a letter is taken.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public async Task StoreAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        await Before();
        if (Broken)
        {
            throw new DeadLetterStoreException("The store is broken.");
        }

        Letters.Enqueue((letter, Encoding.UTF8.GetString(letter.Webhook!.Value.Span)));
    }
}
