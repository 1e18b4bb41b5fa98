using System.Diagnostics.Metrics;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>What the sessions of WASenderApi bring.</summary>
internal sealed class WasenderMetrics
{
    public const string MeterName = "OrleansFailover.WebhookGateway.Wasender";

    private readonly Counter<long> sessions;

    public WasenderMetrics(IMeterFactory meters) =>
        sessions = meters.Create(MeterName).CreateCounter<long>("wasender.session.changes", "{change}", "Changes of the state of a session, by session and new state.");

    public void SessionChanged(string session, string state) => sessions.Add(
        1, new KeyValuePair<string, object?>("session", session), new KeyValuePair<string, object?>("state", SessionBoard.IsKnown(state) ? state : "other"));
}
