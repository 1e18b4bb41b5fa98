using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>Carries this region's writes to one peer: in order, after the lag, again and again until the peer has them.</summary>
internal sealed class ReplicationLink : IDisposable
{
    private const int BatchDocuments = 500;
    private const int BatchBytes = 4 * 1024 * 1024;
    private const long NothingSent = -1;
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(1);

    private readonly ReplicationContext _context;
    private readonly PeerClient _peer;
    private readonly PendingQueue _pending;
    private readonly WakeSignal _wake;
    private long _catalogueSent = NothingSent;
    private TimeSpan _backoff = FirstBackoff;
    private bool _failing;

    public ReplicationLink(ReplicationContext context, PeerClient peer, int queueLimit)
    {
        _context = context;
        _peer = peer;
        _pending = new PendingQueue(queueLimit, context.Time);
        _wake = new WakeSignal(context.Time);
        context.Control.Changed += _wake.Set;
    }

    public string Peer => _peer.Peer.Name;

    public PendingQueue Pending => _pending;

    public void Dispose()
    {
        _context.Control.Changed -= _wake.Set;
        _peer.Dispose();
    }

    public void Append(DocumentContainer container, DocumentVersion version, bool isResolution)
    {
        if (_pending.Add(container, version, isResolution))
        {
            _wake.Set();
        }
    }

    /// <summary>Tells the peer of databases and containers at once, without lag; what fails is left to the loop.</summary>
    public async Task SpreadMetadataAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!IsCut())
            {
                await SendMetadataAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Log.MetadataDelayed(_context.Logger, Peer, exception.Message);
            _wake.Set();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await StepAsync(cancellationToken);
                _backoff = wait == TimeSpan.Zero ? FirstBackoff : _backoff;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                wait = Failed(exception);
            }

            if (wait != TimeSpan.Zero)
            {
                await _wake.WaitAsync(wait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Does what there is to do now.</summary>
    /// <returns>How long to wait for the next step; infinite until there is news.</returns>
    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        if (IsCut())
        {
            return Timeout.InfiniteTimeSpan;
        }

        if (Volatile.Read(ref _catalogueSent) != _context.Store.CatalogueVersion)
        {
            await SendMetadataAsync(cancellationToken);
        }

        if (_context.Control.Paused)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var batch = _pending.Take(_context.Control.Lag, BatchDocuments, BatchBytes, out var untilDue);
        if (batch.Count == 0)
        {
            return untilDue ?? Timeout.InfiniteTimeSpan;
        }

        if (!await _peer.SendDocumentsAsync(batch, cancellationToken))
        {
            Volatile.Write(ref _catalogueSent, NothingSent);
            return LongestBackoff / 10;
        }

        _pending.Confirm();
        _context.Statistics.VersionsSent(batch.Count);
        if (_failing)
        {
            _failing = false;
            Log.PeerReached(_context.Logger, Peer, _pending.Count);
        }

        return TimeSpan.Zero;
    }

    private async Task SendMetadataAsync(CancellationToken cancellationToken)
    {
        var version = _context.Store.CatalogueVersion;
        await _peer.SendMetadataAsync(_context.Store.Catalogue(), cancellationToken);
        Volatile.Write(ref _catalogueSent, version);
    }

    private TimeSpan Failed(Exception exception)
    {
        if (!_failing)
        {
            _failing = true;
            Log.PeerUnreachable(_context.Logger, Peer, _pending.Count, exception.Message);
        }

        var wait = _backoff;
        _backoff = wait * 2 < LongestBackoff ? wait * 2 : LongestBackoff;
        return wait;
    }

    private bool IsCut() => _context.State.Outage || _context.Control.IsCut(Peer);
}
