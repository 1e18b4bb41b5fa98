using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.BusinessNumbers.Table;

namespace OrleansFailover.BusinessNumbers.Reload;

/// <summary>
/// The table that is in use. A configuration that changes is checked as at start; a good one takes the place of the table in one step, a bad
/// one is logged, shown in health, and changes nothing.
/// </summary>
/// <remarks>
/// Not <see cref="IOptionsMonitor{TOptions}"/>: it forgets the value it has before it checks the new one, and from then on every read throws.
/// </remarks>
internal sealed class ReloadableNumbers : IBusinessNumbers, IDisposable
{
    private readonly IOptionsFactory<BusinessNumbersOptions> factory;
    private readonly ReloadPolicy policy;
    private readonly TimeProvider time;
    private readonly NumbersMetrics metrics;
    private readonly ILogger<ReloadableNumbers> logger;
    private readonly List<IDisposable> subscriptions;
    private readonly Lock reloading = new();
    private readonly Lock listening = new();
    private volatile ReloadStatus status;
    private Action<BusinessNumberTable>[] listeners = [];

    /// <exception cref="OptionsValidationException">The configuration at start has errors; all of them are named.</exception>
    public ReloadableNumbers(
        IOptionsFactory<BusinessNumbersOptions> factory, IEnumerable<IOptionsChangeTokenSource<BusinessNumbersOptions>> changes, ReloadPolicy policy, TimeProvider time,
        NumbersMetrics metrics, ILogger<ReloadableNumbers> logger)
    {
        (this.factory, this.policy, this.time, this.metrics, this.logger) = (factory, policy, time, metrics, logger);
        status = new(TableFactory.Create(factory.Create(Options.DefaultName)), time.GetUtcNow(), null);
        logger.NumbersInUse(Current.Numbers.Count, Current.Apps.Count, Current.Fingerprint);
        subscriptions = [.. changes.Select(change => ChangeToken.OnChange(change.GetChangeToken, Reload))];
    }

    public BusinessNumberTable Current => status.Table;

    /// <summary>The table with what came of the last reload.</summary>
    public ReloadStatus Status => status;

    public IDisposable OnChange(Action<BusinessNumberTable> listener)
    {
        lock (listening)
        {
            listeners = [.. listeners, listener];
        }

        return new Subscription(this, listener);
    }

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

    private void Reload()
    {
        lock (reloading)
        {
            BusinessNumberTable table;
            try
            {
                table = TableFactory.Create(factory.Create(Options.DefaultName));
                policy.Check(Current, table);
            }
            catch (Exception exception)
            {
                Refuse(exception);
                return;
            }

            var changed = table.Fingerprint != Current.Fingerprint;
            status = new(changed ? table : Current, changed ? time.GetUtcNow() : status.ChangedAt, null);
            if (changed)
            {
                metrics.Reloaded();
                logger.NumbersInUse(table.Numbers.Count, table.Apps.Count, table.Fingerprint);
                Tell(table);
            }
        }
    }

    // Several sources change one after the other: the same errors are told once.
    private void Refuse(Exception exception)
    {
        IReadOnlyList<string> errors = exception is OptionsValidationException validation ? [.. validation.Failures] : [$"{exception.GetType().Name} while it was read"];
        if (status.Refused is { } before && before.Errors.SequenceEqual(errors))
        {
            return;
        }

        status = status with { Refused = new(errors, time.GetUtcNow()) };
        metrics.ReloadRefused();
        logger.NumbersRefused(string.Join(' ', errors));
    }

    private void Tell(BusinessNumberTable table)
    {
        foreach (var listener in Volatile.Read(ref listeners))
        {
            try
            {
                listener(table);
            }
            catch (Exception exception)
            {
                logger.ListenerFailed(exception);
            }
        }
    }

    private sealed class Subscription(ReloadableNumbers numbers, Action<BusinessNumberTable> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (numbers.listening)
            {
                numbers.listeners = [.. numbers.listeners.Where(other => other != listener)];
            }
        }
    }
}
