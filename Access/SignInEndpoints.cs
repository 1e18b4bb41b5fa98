using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Access;

/// <summary>Where a browser signs in: at the authority, or, without a client there, with the token.</summary>
public static class SignInEndpoints
{
    /// <summary>The path of the sign-in.</summary>
    public const string Path = "/access/sign-in";

    /// <summary>The path to which the authority sends the browser back.</summary>
    public const string CallbackPath = "/access/signed-in";

    /// <summary>Maps the sign-in, for hosts that have pages.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapGet(Path, ShowAsync).ForEverybody().ExcludeFromDescription();
        // The form is checked where it is read.
        endpoints.MapPost(Path, SignInAsync).ForEverybody().DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, IAuthenticationSchemeProvider schemes, IAntiforgery antiforgery, SharedToken shared, [FromQuery] string? returnUrl) =>
        await schemes.GetSchemeAsync(AccessSchemes.SignIn) is not null
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = LocalOf(returnUrl) }, [AccessSchemes.SignIn])
            : shared.IsSet ? Page(antiforgery.GetAndStoreTokens(context), LocalOf(returnUrl), StatusCodes.Status200OK)
            : Results.Text("Nobody may sign in here: neither Access:Token nor Access:ClientId is set.", statusCode: StatusCodes.Status403Forbidden);

    private static async Task<IResult> SignInAsync(
        HttpContext context, IAntiforgery antiforgery, SharedToken shared, IOptions<AccessOptions> options, TimeProvider time, ILogger<SharedToken> logger,
        [FromForm(Name = "token")] string? given, [FromForm] string? returnUrl)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        if (!shared.IsRight(given ?? ""))
        {
            Log.WrongToken(logger);
            return Page(antiforgery.GetAndStoreTokens(context), LocalOf(returnUrl), StatusCodes.Status401Unauthorized);
        }

        await context.SignInAsync(
            AccessSchemes.Cookie,
            SharedToken.BearerOf(AccessSchemes.Cookie),
            new AuthenticationProperties { IssuedUtc = time.GetUtcNow(), ExpiresUtc = time.GetUtcNow() + options.Value.SignInLifetime });
        return Results.LocalRedirect(LocalOf(returnUrl));
    }

    // Only a path of this host: an address of another one would make this page a way to lead people there.
    private static string LocalOf(string? url) => url is ['/', not ('/' or '\\'), ..] or "/" ? url : "/";

    private static IResult Page(AntiforgeryTokenSet form, string returnUrl, int status) => Results.Content(
        $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sign in</title><link rel="icon" href="data:,"></head>
        <body>
        <main>
        <h1>Sign in</h1>
        {(status is StatusCodes.Status401Unauthorized ? "<p role=\"alert\">This is not the right token.</p>" : "")}
        <form method="post" action="{Path}">
        <p><label for="token">Access token</label> <input id="token" name="token" type="password" autocomplete="current-password" required autofocus></p>
        <input type="hidden" name="returnUrl" value="{WebUtility.HtmlEncode(returnUrl)}">
        <input type="hidden" name="{form.FormFieldName}" value="{HtmlEncoder.Default.Encode(form.RequestToken!)}">
        <p><button type="submit">Sign in</button></p>
        </form>
        </main>
        </body>
        </html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}
