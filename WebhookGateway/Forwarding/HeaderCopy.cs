using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;

namespace OrleansFailover.WebhookGateway.Forwarding;

/// <summary>Copies the headers of a request that is sent on: all but those that belong to one connection, and the failover headers, which are set anew.</summary>
internal static class HeaderCopy
{
    // Host names the hop, Content-Length comes from the content, Expect was answered by this hop's server.
    private static readonly HashSet<string> NotCopied = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "Host", "Content-Length", "Expect", FailoverHeaders.Count, FailoverHeaders.Reason,
    };

    public static void Copy(IHeaderDictionary from, HttpRequestMessage to)
    {
        var named = from.Connection;
        foreach (var (name, values) in from)
        {
            if (name.StartsWith(':') || NotCopied.Contains(name) || IsNamedByConnection(named, name))
            {
                continue;
            }

            if (!Add(to.Headers, name, values) && to.Content is not null)
            {
                Add(to.Content.Headers, name, values);
            }
        }
    }

    private static bool Add(HttpHeaders headers, string name, StringValues values) =>
        values.Count == 1 ? headers.TryAddWithoutValidation(name, values.ToString()) : headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);

    // "Connection: close, x-private": a client may name further headers that are for this hop alone.
    private static bool IsNamedByConnection(StringValues connection, string name)
    {
        foreach (var value in connection)
        {
            if (value is null)
            {
                continue;
            }

            foreach (var token in value.AsSpan().Split(','))
            {
                if (value.AsSpan(token).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
