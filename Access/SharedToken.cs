using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Access;

/// <summary>Compares with <see cref="AccessOptions.Token"/>. Over hashes, so that neither the length nor the beginning of the right one shows in the time it takes.</summary>
internal sealed class SharedToken(IOptions<AccessOptions> options)
{
    private readonly byte[]? expected = options.Value.Token is { Length: > 0 } token ? Hash(token) : null;

    public bool IsSet => expected is not null;

    public bool IsRight(string token) => expected is not null && CryptographicOperations.FixedTimeEquals(Hash(token), expected);

    /// <summary>Whoever has the token: nobody's name is known.</summary>
    public static ClaimsPrincipal BearerOf(string scheme) =>
        new(new ClaimsIdentity([new(AccessClaims.Name, "access token"), new(AccessClaims.Role, AccessRoles.Operator)], scheme, AccessClaims.Name, AccessClaims.Role));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
