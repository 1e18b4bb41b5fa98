using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Access;

/// <summary>Takes <c>Authorization: Bearer</c> with the shared token.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SharedToken token)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        BearerToken.Of(Request) is not { } given ? AuthenticateResult.NoResult()
            : token.IsRight(given) ? AuthenticateResult.Success(new AuthenticationTicket(SharedToken.BearerOf(Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("The token is not the right one."));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }
}
