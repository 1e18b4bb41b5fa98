using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Admin;

internal static class AdminServiceCollectionExtensions
{
    private const string Root = "/admin";

    // A selection of a thousand letters by their ids.
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>The operator's endpoints and their description. Needs the dead letters and their replay.</summary>
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddOptions<AdminOptions>().BindConfiguration(AdminOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AdminOptions>, AdminOptionsValidator>();
        services.AddSingleton<AdminToken>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Region gateway, operator's endpoints";
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary><c>/admin/dead-letters</c> and <c>/admin/openapi.json</c>, all behind the bearer token. Without a token nothing is mapped.</summary>
    public static void MapAdmin(this WebApplication app)
    {
        var token = app.Services.GetRequiredService<AdminToken>();
        if (!token.IsConfigured)
        {
            return;
        }

        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase), admin => admin.Use((context, next) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = MaxBodyBytes;
            }

            if (token.IsRight(context.Request))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        }));
        app.MapOpenApi($"{Root}/openapi.json");
        app.MapDeadLetters($"{Root}/dead-letters");
    }
}
