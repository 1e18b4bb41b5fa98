using System.Security.Claims;
using Microsoft.Extensions.Options;
using OrleansFailover.Drill.Admin;
using OrleansFailover.OpsConsole.Hosting;
using OrleansFailover.OpsConsole.Http;
using OrleansFailover.OpsConsole.Options;

namespace OrleansFailover.OpsConsole.DeadLetters;

/// <summary>The dead letters of every region, through its gateway.</summary>
internal sealed class LetterDesk : IDisposable
{
    // A piece of work goes on in steps, so that a person sees how far it is.
    private const int Step = 25;

    private readonly ConsoleOptions settings;
    private readonly OperatorGate gate;
    private readonly TimeProvider time;
    private readonly Dictionary<string, AdminClient> clients;

    public LetterDesk(IOptions<ConsoleOptions> options, OperatorGate gate, TimeProvider time)
    {
        (settings, this.gate, this.time) = (options.Value, gate, time);
        clients = settings.Regions.ToDictionary(
            region => region.Name, region => new AdminClient(new AdminAccess(region.Gateway!, settings.Token!), HostHttp.Handler(settings)), StringComparer.Ordinal);
    }

    /// <summary>The first letters of each region, of all at once.</summary>
    public async Task<IReadOnlyList<RegionLetters>> ListAsync(LetterFilter filter, string status, int limit, CancellationToken cancellationToken) =>
        await Task.WhenAll(settings.Regions.Select(region => ListAsync(region.Name, filter, status, null, limit, cancellationToken)));

    /// <summary>A region's letters behind those that are known.</summary>
    public async Task<RegionLetters> ListAsync(string region, LetterFilter filter, string status, string? after, int limit, CancellationToken cancellationToken)
    {
        try
        {
            var page = await AskAsync(token => clients[region].ListAsync(filter, status, after, limit, token), cancellationToken);
            return new(region, page.Items, page.Next, null);
        }
        catch (AdminException exception)
        {
            return new(region, [], null, exception.Message);
        }
    }

    /// <summary>A letter with its content, for operators.</summary>
    /// <returns>Null when the person may not see it.</returns>
    /// <exception cref="AdminException">The gateway did not give it.</exception>
    public async Task<Letter?> ReadAsync(ClaimsPrincipal who, string region, string id, CancellationToken cancellationToken) =>
        gate.Opens(who, "content of a dead letter", $"{region} {id}") ? await AskAsync(token => clients[region].ReadAsync(id, content: true, token), cancellationToken) : null;

    /// <summary>Replays or discards letters, in the order of the list, in steps.</summary>
    /// <param name="progress">Told after each step.</param>
    /// <returns>How it ended; null when the person may not.</returns>
    public async Task<LetterProgress?> WorkAsync(
        ClaimsPrincipal who, LetterWork work, string region, IReadOnlyList<string> ids, Action<LetterProgress> progress, CancellationToken cancellationToken)
    {
        if (!gate.Opens(who, work is LetterWork.Replay ? "replay of dead letters" : "discard of dead letters", $"{region}: {string.Join(' ', ids)}"))
        {
            return null;
        }

        var soFar = new LetterProgress(0, ids.Count, 0, null);
        foreach (var step in ids.Chunk(Step))
        {
            soFar = await StepAsync(soFar, work, region, step, cancellationToken);
            progress(soFar);
            if (soFar.Error is not null)
            {
                break;
            }
        }

        return soFar;
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    private async Task<LetterProgress> StepAsync(LetterProgress soFar, LetterWork work, string region, string[] ids, CancellationToken cancellationToken)
    {
        var selection = new LetterSelection { Ids = ids, Limit = ids.Length };
        try
        {
            if (work is LetterWork.Discard)
            {
                await AskAsync(token => clients[region].DiscardAsync(selection, token), cancellationToken);
                return soFar with { Done = soFar.Done + ids.Length };
            }

            var answer = await AskAsync(token => clients[region].ReplayAsync(selection, token), cancellationToken);
            return answer.FailedAt is { } failed
                ? soFar with { Done = soFar.Done + answer.Replayed, Left = soFar.Left + answer.NotReplayable, Error = $"The log did not take {failed}." }
                : soFar with { Done = soFar.Done + ids.Length, Left = soFar.Left + answer.NotReplayable };
        }
        catch (AdminException exception)
        {
            return soFar with { Error = exception.Message };
        }
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(settings.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new AdminException($"The gateway did not answer within {settings.RequestTimeout.TotalSeconds:0} s.");
        }
    }
}
