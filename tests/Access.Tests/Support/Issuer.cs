using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace OrleansFailover.Access.Tests.Support;

/// <summary>An authority that signs tokens; its discovery document is given to the host directly, so that no test needs a network.</summary>
internal sealed class Issuer : IDisposable
{
    public const string Audience = "conversations";

    private readonly RSA rsa = RSA.Create(2048);

    public static Uri Authority { get; } = new("https://issuer.example/tenant/v2.0");

    /// <summary>Makes a host that trusts the authority know its key.</summary>
    public void Publish(IServiceCollection services) => services.PostConfigure<JwtBearerOptions>(AccessSchemes.Jwt, jwt =>
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = Authority.ToString() };
        configuration.SigningKeys.Add(new RsaSecurityKey(rsa));
        jwt.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
    });

    public string Token(string[] roles, DateTimeOffset now, string audience = Audience, string? issuer = null, TimeSpan? age = null, RSA? key = null) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Authority.ToString(),
            Audience = audience,
            IssuedAt = (now - (age ?? TimeSpan.Zero)).UtcDateTime,
            NotBefore = (now - (age ?? TimeSpan.Zero)).UtcDateTime,
            Expires = (now - (age ?? TimeSpan.Zero)).AddMinutes(10).UtcDateTime,
            Claims = new Dictionary<string, object> { ["preferred_username"] = "ann@business.example", ["roles"] = roles },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? rsa), SecurityAlgorithms.RsaSha256),
        });

    public void Dispose() => rsa.Dispose();
}
