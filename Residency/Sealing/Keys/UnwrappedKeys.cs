using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>
/// Unwraps data keys and keeps them for a while, so that a vault is asked once for what is opened often. A key is cleared from memory when its time is over,
/// when it gives way to newer ones, and with this. Safe for concurrent use; requests for one key that come together ask once.
/// </summary>
internal sealed class UnwrappedKeys : IDisposable
{
    private const uint Stripes = 64;

    private readonly TimeProvider time;
    private readonly SealingOptions options;
    private readonly ResidencyMetrics metrics;
    private readonly Dictionary<UInt128, Entry> kept = [];
    private readonly Queue<(UInt128 Name, Entry Entry)> byAge = new();
    private readonly Lock changing = new();
    private readonly SemaphoreSlim[] asking = [.. Enumerable.Range(0, (int)Stripes).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly ITimer? sweep;

    public UnwrappedKeys(IOptions<SealingOptions> options, TimeProvider time, ResidencyMetrics metrics)
    {
        (this.time, this.options, this.metrics) = (time, options.Value, metrics);
        if (this.options.UnwrappedFor > TimeSpan.Zero)
        {
            // A key is gone no later than a quarter after its time.
            var period = this.options.UnwrappedFor / 4;
            sweep = time.CreateTimer(static self => ((UnwrappedKeys)self!).Sweep(), this, period, period);
        }
    }

    /// <summary>How many keys are in memory.</summary>
    public int Count
    {
        get
        {
            lock (changing)
            {
                return kept.Count;
            }
        }
    }

    /// <summary>The data key of a piece; whoever gets it clears it.</summary>
    public async Task<UnwrapResult> UnwrapAsync(IPrivateHalf half, KeyId key, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken)
    {
        if (sweep is null)
        {
            return await AskAsync(half, wrapped, cancellationToken);
        }

        var name = NameOf(key, wrapped.Span);
        if (TryCopy(name) is { } known)
        {
            return known;
        }

        var turn = asking[(int)(name % Stripes)];
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (TryCopy(name) is { } since)
            {
                return since;
            }

            var result = await AskAsync(half, wrapped, cancellationToken);
            if (result.DataKey is { } dataKey)
            {
                Keep(name, dataKey);
            }

            return result;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        sweep?.Dispose();
        lock (changing)
        {
            while (byAge.Count > 0)
            {
                DropOldest();
            }
        }

        foreach (var turn in asking)
        {
            turn.Dispose();
        }
    }

    private static UInt128 NameOf(KeyId key, ReadOnlySpan<byte> wrapped)
    {
        Span<byte> id = stackalloc byte[KeyId.Bytes];
        key.Write(id);
        return KeyId.Of([.. id, .. wrapped]).Value;
    }

    private async Task<UnwrapResult> AskAsync(IPrivateHalf half, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken)
    {
        var result = await half.UnwrapAsync(wrapped, cancellationToken);
        metrics.Unwrapped(half.Kind, result.Outcome);
        return result;
    }

    private UnwrapResult? TryCopy(UInt128 name)
    {
        lock (changing)
        {
            if (!kept.TryGetValue(name, out var entry) || IsOver(entry))
            {
                return null;
            }

            metrics.Unwrapped("cache", UnwrapOutcome.Unwrapped);
            return new(UnwrapOutcome.Unwrapped, [.. entry.DataKey]);
        }
    }

    private void Keep(UInt128 name, ReadOnlySpan<byte> dataKey)
    {
        lock (changing)
        {
            if (kept.Remove(name, out var before))
            {
                CryptographicOperations.ZeroMemory(before.DataKey);
            }

            while (kept.Count >= options.MaxUnwrapped)
            {
                DropOldest();
            }

            var entry = new Entry(dataKey.ToArray(), time.GetTimestamp());
            kept[name] = entry;
            byAge.Enqueue((name, entry));
        }
    }

    private void Sweep()
    {
        lock (changing)
        {
            while (byAge.TryPeek(out var oldest) && IsOver(oldest.Entry))
            {
                DropOldest();
            }
        }
    }

    private void DropOldest()
    {
        var (name, entry) = byAge.Dequeue();
        CryptographicOperations.ZeroMemory(entry.DataKey);
        if (kept.TryGetValue(name, out var now) && ReferenceEquals(now, entry))
        {
            kept.Remove(name);
        }
    }

    private bool IsOver(Entry entry) => time.GetElapsedTime(entry.Since) >= options.UnwrappedFor;

    // Not a record, so that nothing prints the key.
    private sealed class Entry(byte[] dataKey, long since)
    {
        public byte[] DataKey => dataKey;

        public long Since => since;
    }
}
