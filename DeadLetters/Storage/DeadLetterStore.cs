using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.DeadLetters.Storage;

/// <summary>The rules of the store over any folder of records.</summary>
internal sealed class DeadLetterStore(IRecordFolder folder, DeadLetterMetrics metrics, TimeProvider timeProvider, ILogger<DeadLetterStore> logger) : IDeadLetterStore
{
    private const int MaxLimit = 1000;

    // A page of whole webhooks must not fill the memory.
    private const long MaxPageBytes = 16 * 1024 * 1024;

    public Task<DeadLetterId> StoreAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var id = DeadLetterId.Of(letter);
        var content = JsonSerializer.SerializeToUtf8Bytes(letter with { KeptAt = timeProvider.GetUtcNow() }, DeadLetterJsonContext.Default.DeadLetter);
        return GuardAsync($"Dead letter {id} is not known to be kept in", async () =>
        {
            if (await folder.CreateAsync(id.Value + RecordNames.Letter, content, cancellationToken).ConfigureAwait(false))
            {
                metrics.Kept(letter.Reason);
                Log.Kept(logger, id, letter.Region);
            }

            return id;
        });
    }

    public Task<DeadLetterPage> ListAsync(DeadLetterFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return GuardAsync("The dead letters cannot be listed in", () => PageAsync(filter, after, Math.Min(limit, MaxLimit), cancellationToken));
    }

    public Task<StoredDeadLetter?> ReadAsync(string id, CancellationToken cancellationToken) =>
        GuardAsync("The dead letter cannot be read from", async () =>
            DeadLetterId.TryParse(id, out var parsed) ? await ReadAsync(parsed, null, cancellationToken).ConfigureAwait(false) : null);

    public Task<DeadLetterStatus?> SettleAsync(string id, DeadLetterStatus status, CancellationToken cancellationToken)
    {
        if (status is DeadLetterStatus.Kept)
        {
            throw new ArgumentException("A dead letter is settled as replayed or as discarded.", nameof(status));
        }

        return GuardAsync("The dead letter cannot be marked in", () => SettleCoreAsync(id, status, cancellationToken));
    }

    public Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken) =>
        GuardAsync<IReadOnlyList<DeadLetterCount>>("The dead letters cannot be counted in", async () =>
        {
            var counts = new SortedDictionary<string, DeadLetterCount>(StringComparer.Ordinal);
            await foreach (var (id, isSettled) in RecordNames.LettersAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                if (!isSettled)
                {
                    counts[id.Reason] = counts.TryGetValue(id.Reason, out var count) ? count with { Count = count.Count + 1 } : new(id.Reason, 1, id.Time);
                }
            }

            return [.. counts.Values];
        });

    public Task<int> PurgeAsync(DateTimeOffset settledBefore, CancellationToken cancellationToken) =>
        GuardAsync("Settled dead letters cannot be removed from", async () =>
        {
            var purged = 0;
            await foreach (var (id, isSettled) in RecordNames.LettersAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                // Nothing is settled before it was acked, so that the rest need not be opened.
                if (!isSettled || id.Time >= settledBefore || await SettlementAsync(id, cancellationToken).ConfigureAwait(false) is not { } settlement
                    || settlement.At >= settledBefore)
                {
                    continue;
                }

                // The letter first: without its second record it would wait again.
                await folder.DeleteAsync(id.Value + RecordNames.Letter, cancellationToken).ConfigureAwait(false);
                await folder.DeleteAsync(id.Value + RecordNames.Settled, cancellationToken).ConfigureAwait(false);
                purged++;
            }

            return purged;
        });

    private async Task<DeadLetterPage> PageAsync(DeadLetterFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        var items = new List<StoredDeadLetter>();
        long bytes = 0;
        await foreach (var (id, isSettled) in RecordNames.LettersAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            if (string.CompareOrdinal(id.Value, after) <= 0 || (filter.Status is { } wanted && isSettled == wanted is DeadLetterStatus.Kept) || !filter.Matches(id))
            {
                continue;
            }

            if (items.Count == limit || bytes > MaxPageBytes)
            {
                return new(items, items[^1].Id.Value);
            }

            if (await TryReadAsync(id, isSettled, cancellationToken).ConfigureAwait(false) is { } found
                && (filter.Status is null || found.Status == filter.Status)
                && filter.Matches(found.Letter))
            {
                items.Add(found);
                bytes += found.Letter.ContentBytes;
            }
        }

        return new(items, null);
    }

    private async Task<DeadLetterStatus?> SettleCoreAsync(string id, DeadLetterStatus status, CancellationToken cancellationToken)
    {
        if (!DeadLetterId.TryParse(id, out var parsed) || await ReadAsync(parsed, null, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        if (found.Status is not DeadLetterStatus.Kept)
        {
            return found.Status;
        }

        var content = JsonSerializer.SerializeToUtf8Bytes(new Settlement(status, timeProvider.GetUtcNow()), DeadLetterJsonContext.Default.Settlement);
        if (!await folder.CreateAsync(parsed.Value + RecordNames.Settled, content, cancellationToken).ConfigureAwait(false))
        {
            return (await SettlementAsync(parsed, cancellationToken).ConfigureAwait(false))?.Status ?? status;
        }

        if (status is DeadLetterStatus.Replayed)
        {
            metrics.Replayed(parsed.Reason);
        }
        else
        {
            metrics.Discarded(parsed.Reason);
        }

        return status;
    }

    private async Task<StoredDeadLetter?> TryReadAsync(DeadLetterId id, bool isSettled, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(id, isSettled, cancellationToken).ConfigureAwait(false);
        }
        catch (FormatException exception)
        {
            Log.RecordUnreadable(logger, id, exception);
            return null;
        }
    }

    private async Task<StoredDeadLetter?> ReadAsync(DeadLetterId id, bool? isSettled, CancellationToken cancellationToken)
    {
        if (await folder.ReadAsync(id.Value + RecordNames.Letter, cancellationToken).ConfigureAwait(false) is not { } content)
        {
            return null;
        }

        var letter = Parse(id, content);
        var settlement = isSettled is false ? null : await SettlementAsync(id, cancellationToken).ConfigureAwait(false);
        return new(id, letter, settlement?.Status ?? DeadLetterStatus.Kept, settlement?.At);
    }

    private async Task<Settlement?> SettlementAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        await folder.ReadAsync(id.Value + RecordNames.Settled, cancellationToken).ConfigureAwait(false) is { } content
            ? JsonSerializer.Deserialize(content, DeadLetterJsonContext.Default.Settlement)
            : null;

    /// <summary>Reads a record.</summary>
    /// <exception cref="FormatException">It is none, or one of a newer build.</exception>
    internal static DeadLetter Parse(DeadLetterId id, byte[] content)
    {
        try
        {
            var letter = JsonSerializer.Deserialize(content, DeadLetterJsonContext.Default.DeadLetter);
            return letter is { Version: >= 1 and <= DeadLetter.CurrentVersion }
                ? letter
                : throw new FormatException($"Dead letter {id} has version {letter?.Version}; this build reads up to {DeadLetter.CurrentVersion}.");
        }
        catch (JsonException exception)
        {
            // The exception of the parser may quote the content: only its place goes on.
            throw new FormatException($"Dead letter {id} is no record of this kind (byte {exception.BytePositionInLine}).");
        }
    }

    private async Task<T> GuardAsync<T>(string failure, Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or FormatException || folder.IsStorageError(exception))
        {
            throw new DeadLetterStoreException($"{failure} {folder.Name}: {exception.Message}", exception);
        }
    }
}
