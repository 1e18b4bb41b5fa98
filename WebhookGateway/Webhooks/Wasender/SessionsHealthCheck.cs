using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Settings;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>
/// The part <c>sessions</c>: are the sessions of WASenderApi logged in, as far as they told this region? Not among <c>Health:Required</c>: another region could
/// not serve such a session either.
/// </summary>
internal sealed class SessionsHealthCheck(SessionWatch watch, IBusinessNumbers numbers) : IHealthCheck
{
    public const string Name = "sessions";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var sessions = numbers.Current.Numbers.Where(number => number.Channel == ChannelNames.Wasender).Select(number => number.Name).ToList();
        if (sessions.Count == 0)
        {
            return HealthCheckResult.Healthy("none");
        }

        var states = await watch.StatesAsync(cancellationToken);
        var silent = sessions.Where(session => states.TryGetValue(session, out var known) && !SessionBoard.Serves(known.State)).Order(StringComparer.Ordinal).ToList();
        var text = string.Join(", ", silent.Select(session => $"{session} is {states[session].State}"));
        return silent.Count == 0 ? HealthCheckResult.Healthy("none said that it is down")
            : silent.TrueForAll(session => SessionBoard.IsStarting(states[session].State)) ? HealthCheckResult.Degraded(text)
            : new HealthCheckResult(context.Registration.FailureStatus, text);
    }
}
