using OrleansFailover.Access;
using OrleansFailover.OpsConsole.Pages;

namespace OrleansFailover.OpsConsole.Hosting;

/// <summary>What the console answers.</summary>
internal static class ConsoleEndpoints
{
    /// <summary>Liveness and the sign-in for everybody; pages and what they are made of for viewers.</summary>
    public static void MapConsole(this WebApplication app)
    {
        app.MapHealthChecks("/health/live").ForEverybody();
        app.MapHealthChecks("/health/ready").ForEverybody();
        app.MapSignIn();
        app.MapStaticAssets().AsPagesForViewers();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().AsPagesForViewers();
    }
}
