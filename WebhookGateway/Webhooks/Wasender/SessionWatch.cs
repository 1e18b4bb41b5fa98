using System.Text.Json;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

// { "event": "session.status", "timestamp"?: 1633456789, "data": { "status": "connected" | "disconnected" | "need_scan" | …, "session_id"?: "…" } }
//
// Which states there are is not settled: the channel's page names three "e.g.", others are seen. Some samples have the status beside the event.

/// <summary>Hears what sessions say of themselves, and shares it with the region's other gateways and with those that start later, through the region's Redis.</summary>
internal sealed class SessionWatch(SessionBoard board, IRegionNotes notes, TimeProvider time, WasenderMetrics metrics, ILogger<SessionWatch> logger)
{
    // A session that is logged out says so once, and may stay so for long.
    private static readonly TimeSpan Expiry = TimeSpan.FromDays(30);

    /// <summary>Looks whether a webhook tells of its session's state.</summary>
    /// <param name="session">The name of its number.</param>
    /// <param name="body">The body, from the session itself.</param>
    /// <param name="cancellationToken">Ends the sharing, not the hearing.</param>
    public async ValueTask HearAsync(string session, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // Most webhooks are messages, and need no reading for this.
        if (body.Span.IndexOf("session.status"u8) < 0 || StateOf(body) is not { } state)
        {
            return;
        }

        if (board.Record(session, state))
        {
            metrics.SessionChanged(session, state.State);
            if (SessionBoard.Serves(state.State) || SessionBoard.IsStarting(state.State))
            {
                logger.SessionChanged(session, state.State);
            }
            else
            {
                logger.SessionLost(session, state.State);
            }
        }

        await LearnAsync(cancellationToken);
        await notes.WriteAsync(SessionNote.Name, SessionNote.Write(board.States), Expiry, cancellationToken);
    }

    /// <summary>What is known of the sessions in this region.</summary>
    public async ValueTask<IReadOnlyDictionary<string, SessionState>> StatesAsync(CancellationToken cancellationToken)
    {
        await LearnAsync(cancellationToken);
        return board.States;
    }

    private async ValueTask LearnAsync(CancellationToken cancellationToken)
    {
        var note = await notes.ReadAsync(SessionNote.Name, cancellationToken);
        foreach (var (session, state) in note.Text is { } text ? SessionNote.Read(text) : new Dictionary<string, SessionState>())
        {
            board.Record(session, state);
        }
    }

    private SessionState? StateOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var state = !root.Is("event"u8, "session.status"u8) ? null
                : (root.TryObject("data"u8, out var data) ? data.Text("status"u8) : null) ?? root.Text("status"u8);

            // It goes into logs: a word, and no more.
            return state is { Length: <= 32 } && state.All(c => char.IsAsciiLetter(c) || c is '_' or '-') ? new(state.ToLowerInvariant(), TimeOf(root)) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // A clock that is ahead must not hold a state for ever; one that is far behind is not believed either.
    private DateTimeOffset TimeOf(JsonElement root)
    {
        var now = time.GetUtcNow();
        if (!root.TryWholeNumber("timestamp"u8, out var stamp) || stamp <= 0)
        {
            return now;
        }

        var milliseconds = stamp >= 100_000_000_000 ? stamp : stamp * 1000;
        var age = now.ToUnixTimeMilliseconds() - milliseconds;
        return age >= 0 && age <= TimeSpan.FromDays(1).TotalMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : now;
    }
}
