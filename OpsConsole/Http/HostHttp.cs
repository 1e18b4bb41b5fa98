using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using OrleansFailover.OpsConsole.Options;

namespace OrleansFailover.OpsConsole.Http;

/// <summary>The way to the hosts of the regions. A host that is gone costs its own caller the time that the caller gives, and nobody else anything.</summary>
internal sealed class HostHttp : IDisposable
{
    private readonly HttpClient open;
    private readonly HttpClient trusted;
    private readonly TimeProvider time;

    public HostHttp(IOptions<ConsoleOptions> options, TimeProvider time)
    {
        this.time = time;
        (open, trusted) = (new HttpClient(Handler(options.Value)), new HttpClient(Handler(options.Value)));
        (open.Timeout, trusted.Timeout) = (Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        trusted.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Token);
    }

    /// <summary>A handler for somebody else's client. It follows no redirect: the token is for the hosts alone.</summary>
    public static SocketsHttpHandler Handler(ConsoleOptions options) => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = options.LookTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        UseCookies = false,
        UseProxy = false,
    };

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <param name="withToken">True: with the console's token.</param>
    /// <returns>Null when there is no answer within the bound.</returns>
    public async Task<HostResponse?> SendAsync(HttpRequestMessage request, bool withToken, TimeSpan bound, CancellationToken cancellationToken)
    {
        using var sent = request;
        using var timeout = new CancellationTokenSource(bound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await (withToken ? trusted : open).SendAsync(sent, either.Token);
            return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose()
    {
        open.Dispose();
        trusted.Dispose();
    }
}
