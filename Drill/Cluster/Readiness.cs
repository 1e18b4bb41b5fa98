using System.Net.Sockets;
using System.Text.Json;

namespace OrleansFailover.Drill.Cluster;

/// <summary>Waits for parts by asking them.</summary>
internal sealed class Readiness(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>True when the address answers with a success code now.</summary>
    public async Task<bool> IsReadyAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Asks until the address answers with a success code.</summary>
    /// <exception cref="StartException">The process ended, or the bound passed.</exception>
    public async Task WaitAsync(ManagedProcess process, Uri address, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await IsReadyAsync(address, cancellationToken))
        {
            ThrowIfOver(process, $"{address} did not answer 200", started, bound);
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>Asks the edge until it calls every region healthy: before, it sends webhooks past the primary.</summary>
    /// <exception cref="StartException">The process ended, or the bound passed.</exception>
    public async Task WaitForRegionsAsync(ManagedProcess edge, Uri regions, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await AreHealthyAsync(regions, cancellationToken))
        {
            ThrowIfOver(edge, $"{regions} did not call every region healthy", started, bound);
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>Waits for a line that the process prints.</summary>
    /// <exception cref="StartException">The process ended, or the bound passed.</exception>
    public async Task<string> WaitForLineAsync(ManagedProcess process, string prefix, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var line = process.LineAsync(prefix);
        while (!line.IsCompleted)
        {
            ThrowIfOver(process, $"it did not print '{prefix}'", started, bound);
            await Task.WhenAny(line, process.Exited, Task.Delay(bound, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await line;
    }

    public void Dispose() => _http.Dispose();

    // {"status":"Healthy","regions":[{"name":"eastus","state":"Healthy","primary":true,"serving":true,…}]}
    private async Task<bool> AreHealthyAsync(Uri regions, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = JsonDocument.Parse(await _http.GetByteArrayAsync(regions, cancellationToken));
            return answer.RootElement.GetProperty("regions").EnumerateArray().All(region => region.GetProperty("state").ValueEquals("Healthy"));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private void ThrowIfOver(ManagedProcess process, string what, long started, TimeSpan bound)
    {
        if (process.Exited.IsCompleted)
        {
            throw new StartException(process.Part, $"it ended with exit code {process.ExitCode} while starting. Its log: {process.LogFile}", process.Tail());
        }

        if (time.GetElapsedTime(started) > bound)
        {
            throw new StartException(process.Part, $"{what} within {bound.TotalSeconds:0} s. Its log: {process.LogFile}", process.Tail());
        }
    }
}
