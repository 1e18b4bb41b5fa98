using OrleansFailover.Access;
using OrleansFailover.Telemetry.Totals;

namespace OrleansFailover.Silo.Admin;

/// <summary>What a silo tells whoever operates it.</summary>
internal static class AdminServiceCollectionExtensions
{
    private const string Root = "/admin";

    public static IServiceCollection AddAdmin(this IServiceCollection services) =>
        services.AddMeterTotals().AddSingleton<KeptConversations>().AddSingleton<ConversationFinder>().AddSingleton<ConversationForgetter>();

    /// <summary><c>/admin/metrics</c>, <c>/admin/conversations</c> and <c>/admin/sealed-parts</c>, for viewers and operators alone.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMeterTotals($"{Root}/metrics").ForViewers();
        endpoints.MapConversations($"{Root}/conversations");
        endpoints.MapForget($"{Root}/conversations");
        endpoints.MapSealedParts($"{Root}/sealed-parts");
    }
}
