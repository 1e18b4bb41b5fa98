using Microsoft.AspNetCore.Http;

namespace OrleansFailover.Access;

/// <summary>Reads <c>Authorization: Bearer</c>.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The token of a request; null when there is none, or more than one header.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : null;

    /// <summary>A token of an issuer has three parts; a shared one is any text without a dot at either of its places.</summary>
    public static bool IsJwt(string token) => token.Count(letter => letter == '.') == 2;
}
