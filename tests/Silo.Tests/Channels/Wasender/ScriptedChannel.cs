using System.Net;
using System.Text;

namespace OrleansFailover.Silo.Tests.Channels.Wasender;

/// <summary>Answers each request with what comes next, after it has read it.</summary>
internal sealed class ScriptedChannel : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> answers = new();

    /// <summary>The body of the last request.</summary>
    public string? Body { get; private set; }

    public HttpRequestMessage? Request { get; private set; }

    /// <summary>True for a server that nothing reaches.</summary>
    public bool IsAway { get; set; }

    /// <summary>Completes when a request waits for an answer that never comes.</summary>
    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Next(int status, string body, params (string Name, string Value)[] headers) => answers.Enqueue(_ =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(response);
    });

    public void NextNever() => answers.Enqueue(async cancellationToken =>
    {
        Hanging.SetResult();
        return await new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(cancellationToken);
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError);
        }

        (Request, Body) = (request, await request.Content!.ReadAsStringAsync(cancellationToken));
        return await answers.Dequeue()(cancellationToken);
    }
}
