using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>
/// The part <c>sessions</c>: are the sessions of WASenderApi logged in, as far as they told this gateway? Not among <c>Health:Required</c>: another region
/// could not serve such a session either.
/// </summary>
internal sealed class SessionsHealthCheck(SessionBoard board) : IHealthCheck
{
    public const string Name = "sessions";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var silent = board.States.Where(session => !SessionBoard.Serves(session.Value)).OrderBy(session => session.Key, StringComparer.Ordinal).ToList();
        var text = string.Join(", ", silent.Select(session => $"{session.Key} is {session.Value}"));
        return Task.FromResult(
            silent.Count == 0 ? HealthCheckResult.Healthy()
            : silent.TrueForAll(session => SessionBoard.IsStarting(session.Value)) ? HealthCheckResult.Degraded(text)
            : new HealthCheckResult(context.Registration.FailureStatus, text));
    }
}
