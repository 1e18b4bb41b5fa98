using OrleansFailover.Access;
using OrleansFailover.Telemetry.Totals;

namespace OrleansFailover.Silo.Admin;

/// <summary>What a silo tells whoever operates it.</summary>
internal static class AdminServiceCollectionExtensions
{
    private const string Root = "/admin";

    public static IServiceCollection AddAdmin(this IServiceCollection services) =>
        services.AddMeterTotals().AddSingleton<ConversationFinder>();

    /// <summary><c>/admin/metrics</c> and <c>/admin/conversations</c>, for viewers and operators alone.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMeterTotals($"{Root}/metrics").ForViewers();
        endpoints.MapConversations($"{Root}/conversations");
    }
}
