using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansFailover.DeadLetters.Client;

/// <summary>Speaks to the operator's endpoints of one gateway. Every member throws an <see cref="AdminException"/> when the gateway does not do it.</summary>
internal sealed class AdminClient : IDisposable
{
    private const string Letters = "/admin/dead-letters";

    private readonly HttpClient http;

    /// <param name="handler">Disposed with the client. It must not follow redirects: the token is for this gateway alone.</param>
    public AdminClient(AdminAccess access, HttpMessageHandler handler)
    {
        http = new HttpClient(handler, disposeHandler: true) { BaseAddress = access.Gateway };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
    }

    /// <param name="status"><c>kept</c>, <c>replayed</c>, <c>discarded</c> or <c>all</c>.</param>
    /// <param name="after">The <see cref="LetterPage.Next"/> of the page before, or null.</param>
    /// <param name="limit">The most letters, 1 to 1000.</param>
    public Task<LetterPage> ListAsync(LetterFilter filter, string status, string? after, int limit, CancellationToken cancellationToken)
    {
        var query = filter.Reasons.Select(reason => ("reason", reason)).ToList();
        query.Add(("status", status));
        query.Add(("limit", limit.ToString(CultureInfo.InvariantCulture)));
        Add(query, "conversation", filter.Conversation);
        Add(query, "from", filter.From?.ToString("O", CultureInfo.InvariantCulture));
        Add(query, "to", filter.To?.ToString("O", CultureInfo.InvariantCulture));
        Add(query, "after", after);
        var text = string.Join('&', query.Select(entry => $"{entry.Item1}={Uri.EscapeDataString(entry.Item2)}"));
        return SendAsync(new(HttpMethod.Get, $"{Letters}?{text}"), AdminJson.Default.LetterPage, cancellationToken);
    }

    public Task<Letter> ReadAsync(string id, bool content, CancellationToken cancellationToken) => SendAsync(
        new(HttpMethod.Get, $"{Letters}/{Uri.EscapeDataString(id)}{(content ? "?content=true" : "")}"), AdminJson.Default.Letter, cancellationToken);

    public Task<ReplayAnswer> ReplayAsync(LetterSelection selection, CancellationToken cancellationToken) =>
        SendAsync(Post("replay", selection), AdminJson.Default.ReplayAnswer, cancellationToken);

    public Task<DiscardAnswer> DiscardAsync(LetterSelection selection, CancellationToken cancellationToken) =>
        SendAsync(Post("discard", selection), AdminJson.Default.DiscardAnswer, cancellationToken);

    public void Dispose() => http.Dispose();

    private static void Add(List<(string, string)> query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Add((name, value));
        }
    }

    private static HttpRequestMessage Post(string action, LetterSelection selection) =>
        new(HttpMethod.Post, $"{Letters}/{action}") { Content = JsonContent.Create(selection, AdminJson.Default.LetterSelection) };

    private async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var sent = request;
        try
        {
            using var response = await http.SendAsync(sent, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw NoGateway()
                : throw new AdminException(await WhyAsync(response, cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            throw new AdminException($"No gateway answers at {http.BaseAddress} ({exception.HttpRequestError}).");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdminException($"The gateway at {http.BaseAddress} did not answer within {http.Timeout.TotalSeconds:0} s.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw NoGateway();
        }
    }

    private AdminException NoGateway() => new($"What answers at {http.BaseAddress} is no region's gateway.");

    private async Task<string> WhyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized:
                return $"The gateway at {http.BaseAddress} refused the token.";
            case HttpStatusCode.NotFound:
                return $"The gateway at {http.BaseAddress} has no such letter.";
            default:
                var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
                    ? await response.Content.ReadFromJsonAsync(AdminJson.Default.Problem, cancellationToken)
                    : null;
                return $"The gateway at {http.BaseAddress} answered {(int)response.StatusCode}. {problem?.Detail ?? problem?.Title}".TrimEnd();
        }
    }
}
