using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using MediaTypeHeaderValue = Microsoft.Net.Http.Headers.MediaTypeHeaderValue;

namespace OrleansFailover.Access;

/// <summary>Registers who may use what is not public.</summary>
public static class AccessServiceCollectionExtensions
{
    /// <summary>
    /// Roles, and the tokens that prove one. Every endpoint that does not say otherwise is for viewers, so that a new one is closed until somebody opens it. No scheme is the
    /// default: a public endpoint costs no look at credentials.
    /// </summary>
    /// <param name="configuration">The root of the configuration.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsRelationsValidator>();
        services.AddSingleton<SharedToken>();
        services.AddSingleton<AuditTrail>();
        services.TryAddSingleton(TimeProvider.System);

        // The core alone: without cookies there is nothing to protect, and no key to keep.
        var options = OptionsOf(configuration);
        services.AddWebEncoders();
        services.AddAuthenticationCore();
        var schemes = new AuthenticationBuilder(services)
            .AddPolicyScheme(AccessSchemes.Any, null, any => any.ForwardDefaultSelector = context => SchemeOf(context.Request, options))
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(AccessSchemes.Token, null);
        if (options.Authority is not null)
        {
            schemes.AddJwtBearer(AccessSchemes.Jwt, jwt => UseJwt(jwt, options));
        }

        var viewer = Policy(AccessRoles.Viewer, AccessRoles.Operator);
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessRoles.Viewer, viewer)
            .AddPolicy(AccessRoles.Operator, Policy(AccessRoles.Operator))
            .SetDefaultPolicy(viewer)
            .SetFallbackPolicy(viewer);
        return services;
    }

    /// <summary>
    /// The sign-in of browsers, for hosts that have pages. A sign-in holds for one process, as its keys do: whatever stands in front keeps a browser on one.
    /// </summary>
    /// <param name="configuration">The root of the configuration.</param>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = OptionsOf(configuration);
        // Cookies are of a host and not of a port: those of two regions on one machine, or behind one name, must not replace each other.
        var cookieName = configuration["Regions:Current"] is { Length: > 0 } region ? $"access-{region}" : "access";
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = $"{cookieName}-form");
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        var schemes = services.AddAuthentication().AddCookie(AccessSchemes.Cookie, cookie => UseCookie(cookie, cookieName, options));
        if (options.Authority is not null && !string.IsNullOrEmpty(options.ClientId))
        {
            schemes.AddOpenIdConnect(AccessSchemes.SignIn, signIn => UseSignIn(signIn, options));
        }

        return services;
    }

    private static AccessOptions OptionsOf(IConfiguration configuration) => configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new();

    private static AuthorizationPolicy Policy(params string[] roles) =>
        new AuthorizationPolicyBuilder(AccessSchemes.Any).RequireAuthenticatedUser().RequireRole(roles).Build();

    // A page is asked for by a browser that can sign in; whatever else there is gets a plain 401.
    private static string SchemeOf(HttpRequest request, AccessOptions options) => BearerToken.Of(request) is { } token
        ? options.Authority is not null && BearerToken.IsJwt(token) ? AccessSchemes.Jwt : AccessSchemes.Token
        : request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<PageMetadata>() is not null ? AccessSchemes.Cookie : AccessSchemes.Token;

    // Lax, since the answer of a sign-in comes from another site.
    private static void UseCookie(CookieAuthenticationOptions cookie, string name, AccessOptions options)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = options.SignInLifetime;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = SignInEndpoints.Path;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        var redirect = cookie.Events.OnRedirectToLogin;
        cookie.Events.OnRedirectToLogin = context =>
        {
            if (HttpMethods.IsGet(context.Request.Method) && AcceptsPages(context.Request))
            {
                return redirect(context);
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
    }

    private static bool AcceptsPages(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => new MediaTypeHeaderValue("text/html").IsSubsetOf(type) && !type.MatchesAllTypes);

    private static void UseJwt(JwtBearerOptions jwt, AccessOptions options)
    {
        jwt.Authority = options.Authority!.ToString();
        jwt.Audience = options.Audience;
        jwt.RequireHttpsMetadata = !options.Authority.IsLoopback;
        jwt.MapInboundClaims = false;
        jwt.TokenValidationParameters.NameClaimType = AccessClaims.Name;
        jwt.TokenValidationParameters.RoleClaimType = AccessClaims.Role;
    }

    private static void UseSignIn(OpenIdConnectOptions signIn, AccessOptions options)
    {
        signIn.Authority = options.Authority!.ToString();
        signIn.RequireHttpsMetadata = !options.Authority.IsLoopback;
        signIn.ClientId = options.ClientId;
        signIn.ClientSecret = options.ClientSecret;
        signIn.ResponseType = OpenIdConnectResponseType.Code;
        signIn.UsePkce = true;
        signIn.SignInScheme = AccessSchemes.Cookie;
        signIn.CallbackPath = SignInEndpoints.CallbackPath;
        signIn.MapInboundClaims = false;
        signIn.TokenValidationParameters.NameClaimType = AccessClaims.Name;
        signIn.TokenValidationParameters.RoleClaimType = AccessClaims.Role;
        signIn.Scope.Clear();
        signIn.Scope.Add("openid");
        signIn.Scope.Add("profile");
    }
}
