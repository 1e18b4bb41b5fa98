using System.Security.Claims;
using Microsoft.Extensions.Options;
using OrleansFailover.OpsConsole.Hosting;
using OrleansFailover.OpsConsole.Http;
using OrleansFailover.OpsConsole.Options;

namespace OrleansFailover.OpsConsole.Conversations;

/// <summary>Looks conversations up in every region at once, as far as the person may see them.</summary>
internal sealed class ConversationDesk(HostHttp http, OperatorGate gate, IOptions<ConsoleOptions> options)
{
    public async Task<IReadOnlyList<RegionFinding>> FindAsync(ClaimsPrincipal who, ConversationSearch search, CancellationToken cancellationToken)
    {
        // What is searched for is personal data: it is not written down.
        var asked = search with { Content = search.Content && gate.Opens(who, "content of a conversation", "a search in every region") };
        return await Task.WhenAll(options.Value.Regions.Select(region => FindAsync(region, asked, cancellationToken)));
    }

    private async Task<RegionFinding> FindAsync(ConsoleRegionOptions region, ConversationSearch search, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(region.Silo!, "/admin/conversations/find"))
        {
            Content = JsonContent.Create(search, HostJson.Default.ConversationSearch),
        };
        var response = await http.SendAsync(request, withToken: true, options.Value.RequestTimeout, cancellationToken);
        var answer = response is { IsSuccess: true } ? response.Read(HostJson.Default.ConversationAnswer) : null;
        return new(
            region.Name,
            region.Dashboard,
            answer?.Items ?? [],
            answer is not null ? null
                : response is null ? "does not answer"
                : response.Read(HostJson.Default.ProblemAnswer)?.Detail ?? $"answered {response.Status}");
    }
}
