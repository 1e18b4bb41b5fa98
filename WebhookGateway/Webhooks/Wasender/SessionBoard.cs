namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>What the sessions said of themselves last. Safe for concurrent use.</summary>
internal sealed class SessionBoard
{
    private static readonly HashSet<string> Known =
        new(["connected", "open", "connecting", "disconnected", "need_scan", "logged_out", "error", "expired", "pending", "failed"], StringComparer.Ordinal);

    private readonly Lock gate = new();
    private readonly Dictionary<string, SessionState> states = new(StringComparer.Ordinal);

    /// <summary>The sessions that told of a state, with it.</summary>
    public IReadOnlyDictionary<string, SessionState> States
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<string, SessionState>(states, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>The newest state stays: webhooks can come in another order than they were sent in.</summary>
    /// <returns>True when it is another state than before.</returns>
    public bool Record(string session, SessionState state)
    {
        lock (gate)
        {
            var before = states.GetValueOrDefault(session);
            if (before is not null && before.At > state.At)
            {
                return false;
            }

            states[session] = state;
            return before?.State != state.State;
        }
    }

    /// <summary>A session serves only when it says so: a state that is not known yet is none in which messages go.</summary>
    public static bool Serves(string state) => state is "connected" or "open";

    /// <summary>A session on its way to serving.</summary>
    public static bool IsStarting(string state) => state is "connecting";

    /// <summary>False for a word that the channel is not known to say.</summary>
    public static bool IsKnown(string state) => Known.Contains(state);
}
