using System.Collections.Concurrent;
using System.Text;
using OrleansFailover.DeadLetters;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

internal sealed class FakeDeadLetters : IDeadLetterStore
{
    private readonly ConcurrentDictionary<string, DeadLetterStatus> settled = new();

    /// <summary>The letters with their content, copied: the gateway's buffer goes to the next request.</summary>
    public ConcurrentQueue<(DeadLetter Letter, string Content)> Letters { get; } = new();

    public bool Broken { get; set; }

    /// <summary>Runs before a letter is taken.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public async Task<DeadLetterId> StoreAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        await Before();
        if (Broken)
        {
            throw new DeadLetterStoreException("The store is broken.");
        }

        var content = letter.Webhook!.Value.ToArray();
        Letters.Enqueue((letter with { Webhook = content }, Encoding.UTF8.GetString(content)));
        return DeadLetterId.Of(letter);
    }

    public Task<DeadLetterPage> ListAsync(DeadLetterFilter filter, string? after, int limit, CancellationToken cancellationToken) => Task.FromResult(new DeadLetterPage(
        [.. All().Where(item => (filter.Status is null || item.Status == filter.Status) && (filter.Reasons.Count == 0 || filter.Reasons.Contains(item.Id.Reason)))], null));

    public Task<StoredDeadLetter?> ReadAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(All().FirstOrDefault(item => item.Id.Value == id));

    public Task<DeadLetterStatus?> SettleAsync(string id, DeadLetterStatus status, CancellationToken cancellationToken) =>
        Task.FromResult<DeadLetterStatus?>(settled.GetOrAdd(id, status));

    public Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DeadLetterCount>>([]);

    public Task<int> PurgeAsync(DateTimeOffset settledBefore, CancellationToken cancellationToken) => Task.FromResult(0);

    private IEnumerable<StoredDeadLetter> All() => Letters.Select(item => item.Letter).Select(letter => new StoredDeadLetter(
        DeadLetterId.Of(letter), letter, settled.GetValueOrDefault(DeadLetterId.Of(letter).Value), null)).OrderBy(item => item.Id);
}
