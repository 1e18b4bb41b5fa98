using System.Collections.Concurrent;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>What the sessions said of themselves last, to this gateway. Safe for concurrent use.</summary>
internal sealed class SessionBoard
{
    private readonly ConcurrentDictionary<string, string> states = new(StringComparer.Ordinal);

    /// <summary>The sessions that told of a state, with it.</summary>
    public IReadOnlyDictionary<string, string> States => states;

    /// <returns>True when it is another state than before.</returns>
    public bool Record(string session, string state)
    {
        var before = states.TryGetValue(session, out var known) ? known : null;
        states[session] = state;
        return before != state;
    }

    /// <summary>A session serves only when it says so: a state that is not known yet is none in which messages go.</summary>
    public static bool Serves(string state) => state is "connected" or "open";

    /// <summary>A session on its way to serving.</summary>
    public static bool IsStarting(string state) => state is "connecting";
}
