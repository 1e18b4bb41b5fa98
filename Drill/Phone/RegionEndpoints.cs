namespace OrleansFailover.Drill.Phone;

/// <summary>The switches of the page.</summary>
internal static class RegionEndpoints
{
    /// <summary>A header that a form or a link of another page cannot set.</summary>
    public const string Guard = "x-drill";

    public static void MapRegionSwitches(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/regions", (RegionWatch watch, CancellationToken aborted) => watch.LookAsync(aborted));

        var switches = app.MapGroup("/api/regions/{region}").AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Headers.ContainsKey(Guard) ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden));
        switches.MapPost("/kill", async (string region, RegionWatch watch, IRegionSwitches regions, CancellationToken aborted) =>
        {
            if (!regions.Names.Contains(region, StringComparer.Ordinal))
            {
                return Results.NotFound();
            }

            await watch.KillAsync(region, aborted);
            return Results.NoContent();
        });
        switches.MapPost("/restart", (string region, RegionWatch watch, IRegionSwitches regions, IHostApplicationLifetime lifetime) =>
        {
            if (!regions.Names.Contains(region, StringComparer.Ordinal))
            {
                return Results.NotFound();
            }

            watch.Restart(region, lifetime.ApplicationStopping);
            return Results.Accepted();
        });
    }
}
