using OrleansFailover.DeadLetters;
using OrleansFailover.DeadLetters.Replay;

namespace OrleansFailover.WebhookGateway.DeadLetters;

internal static class DeadLetterReplayServiceCollectionExtensions
{
    /// <summary>The replay of dead letters through this gateway. Needs the dead letters, the webhook intake, the region's phase and its health.</summary>
    public static IServiceCollection AddWebhookReplay(this IServiceCollection services)
    {
        services.AddSingleton<IReplayTarget, WebhookReplay>();
        return services.AddDeadLetterReplay();
    }
}
