using System.Net;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>Which answers say that the token, or what it is allowed, is the reason. With such an answer nothing was done.</summary>
internal static class TokenRefusal
{
    // 0 and 190: the token is wrong, over, or taken back. 3, 10, 131005 and 200 to 299: it lacks a permission, which a new one may have.
    private static readonly HashSet<int> Codes = [0, 3, 10, 190, 131005];

    public static bool Is(HttpStatusCode status, int? code) =>
        code is { } known ? Codes.Contains(known) || known is >= 200 and <= 299 : status is HttpStatusCode.Unauthorized;
}
