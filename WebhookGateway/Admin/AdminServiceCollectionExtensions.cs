using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using OrleansFailover.Access;
using OrleansFailover.Telemetry.Totals;

namespace OrleansFailover.WebhookGateway.Admin;

internal static class AdminServiceCollectionExtensions
{
    private const string Root = "/admin";

    // A selection of a thousand letters by their ids.
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>The operator's endpoints and their description. Needs the dead letters, their replay, and access.</summary>
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddMeterTotals();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Region gateway, operator's endpoints";
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary><c>/admin/dead-letters</c>, <c>/admin/metrics</c> and <c>/admin/openapi.json</c>, for viewers and operators alone.</summary>
    public static void MapAdmin(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase), admin => admin.Use((context, next) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = MaxBodyBytes;
            }

            return next(context);
        }));
        app.MapOpenApi($"{Root}/openapi.json").ForViewers();
        app.MapMeterTotals($"{Root}/metrics").ForViewers();
        app.MapDeadLetters($"{Root}/dead-letters");
    }
}
