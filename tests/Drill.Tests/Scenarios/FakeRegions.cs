using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Tests.Scenarios;

/// <summary>
/// An edge and two regions in a few lines: they keep their promises because they share one memory, and break one when told to.
/// </summary>
internal sealed class FakeRegions : IFaultTarget, IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FakeFault _fault;
    private readonly Dictionary<string, Talk> _talks = [];
    private readonly SemaphoreSlim _gate = new(1);
    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<(bool IsFree, byte[] Body)> _kept = new();
    private string _serving = "eastus";

    private FakeRegions(WebApplication app, FakeFault fault) => (_app, _fault) = (app, fault);

    public Uri Edge => new(new Uri(_app.Urls.First()), "/webhook");

    public Uri? Channel { get; set; }

    public ChannelSecrets? Secrets { get; set; }

    public int BadSignatures { get; private set; }

    public static async Task<FakeRegions> StartAsync(FakeFault fault)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var regions = new FakeRegions(app, fault);
        app.MapPost("/webhook", regions.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return regions;
    }

    public async Task KillAsync(string region)
    {
        await _gate.WaitAsync();
        try
        {
            _serving = region == "eastus" ? "westeurope" : "eastus";
            foreach (var talk in _talks.Values.Distinct())
            {
                talk.Lose(_fault);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public Task StartServicesAsync(string region, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SkewClockAsync(string region, TimeSpan skew, CancellationToken cancellationToken) => Task.CompletedTask;

    public Kept Kept(string region) => new(0, 0, 0);

    public void DeadLetters(string region, bool gone)
    {
    }

    /// <summary>What a region keeps: the messages of free senders, and of all when told so.</summary>
    public async IAsyncEnumerable<Holding> HeldAsync(string region, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        var opensAll = _fault == (region == "eastus" ? FakeFault.KeepsRestrictedAbroad : FakeFault.KeepsRestrictedOpenAtHome);
        byte[] kept = [.. _kept.Where(message => opensAll || message.IsFree).SelectMany(message => message.Body)];
        foreach (var place in Enum.GetValues<HoldingPlace>())
        {
            yield return new(place, "everything", place is HoldingPlace.Documents or HoldingPlace.LogTopics ? kept : Encoding.UTF8.GetBytes("nothing of customers"));
        }
    }

    public Task RestartAsync(string region, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task KillHostsAsync(string region) => KillAsync(region);

    public Task StartHostsAsync(string region, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> RollAsync(string region, HostProgram program, CancellationToken cancellationToken) => Task.FromResult(true);

    public void Pause(string region, HostProgram? only = null)
    {
    }

    public void Resume(string region, HostProgram? only = null)
    {
    }

    public Task OutageAsync(string region, CloudParts parts, bool on, bool keepRedisData, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SlowWritesAsync(string region, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReplicationAsync(TimeSpan? lag, bool? paused, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task NetworkAsync(LinkState state, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task HealAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _gate.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory);
        var body = memory.ToArray();
        if (context.Request.Headers[WebhookSigner.Header] != new WebhookSigner(Secrets!.AppSecret).Sign(body))
        {
            BadSignatures++;
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await _gate.WaitAsync();
        try
        {
            using var json = JsonDocument.Parse(body);
            var value = json.RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value");
            if (value.TryGetProperty("messages", out var messages))
            {
                foreach (var message in messages.EnumerateArray())
                {
                    await ApplyAsync(message);
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task ApplyAsync(JsonElement message)
    {
        _kept.Enqueue((!IsRestricted(Shown(message, "from_user_id") ?? Shown(message, "from")!), Encoding.UTF8.GetBytes(message.GetRawText())));

        var (phone, userId, id, text) = (Shown(message, "from"), Shown(message, "from_user_id"), Text(message, "id"), message.GetProperty("text").GetProperty("body").GetString()!);
        List<string> ids = [.. new[] { userId, phone }.OfType<string>()];
        ids = _fault == FakeFault.TakesIdsForUsers ? ids[..1] : ids;
        var talk = ids.Select(each => _talks.GetValueOrDefault(each)).OfType<Talk>().FirstOrDefault() ?? new Talk();
        ids.ForEach(each => _talks[each] = talk);
        talk.Phone ??= phone;
        if (talk.Apply(id, text) is { } reply)
        {
            var to = talk.Phone is { } known ? new Recipient(known, IsUserId: false) : new Recipient(userId!, IsUserId: true);
            await SendAsync(to, id, reply);
            if (_fault == FakeFault.SendsTwice && talk.Answers == 3)
            {
                await SendAsync(to, id, reply);
            }
        }
    }

    private async Task SendAsync(Recipient to, string quotes, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Channel!, $"/v26.0/{BusinessNumber.Default.PhoneNumberId}/messages"))
        {
            Content = JsonContent.Create(new JsonObject
            {
                ["messaging_product"] = "whatsapp",
                [to.IsUserId ? "recipient" : "to"] = to.Id,
                ["type"] = "text",
                ["text"] = new JsonObject { ["body"] = text },
                ["context"] = new JsonObject { ["message_id"] = quotes },
                ["biz_opaque_callback_data"] = string.Create(CultureInfo.InvariantCulture, $"reply-{quotes}"),
            }),
        };
        request.Headers.Authorization = new("Bearer", Secrets!.AccessToken);
        request.Headers.TryAddWithoutValidation("User-Agent", $"orleans-failover/1.0 ({(IsRestricted(to.Id) ? "westeurope" : _serving)})");
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static bool IsRestricted(string user) => user.StartsWith("49", StringComparison.Ordinal) || user.StartsWith("DE.", StringComparison.Ordinal);

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString()!;

    private static string? Shown(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;

    private sealed class Talk
    {
        private readonly HashSet<string> _seen = [];
        private readonly List<string> _answers = [];
        private bool _begun;

        public string? Phone { get; set; }

        public int Answers => _answers.Count;

        public string? Apply(string id, string text)
        {
            if (!_seen.Add(id))
            {
                return null;
            }

            if (!_begun)
            {
                _begun = true;
            }
            else if (text == "back" && _answers.Count > 0)
            {
                _answers.RemoveAt(_answers.Count - 1);
            }
            else if (_answers.Count == 6)
            {
                return "We have everything we need. Thank you!";
            }
            else
            {
                _answers.Add(text);
            }

            return _answers.Count < 6
                ? $"Question {_answers.Count + 1}: What next?"
                : $"Complete: {string.Join("; ", _answers.Select((answer, index) => $"{index + 1}={answer}"))}";
        }

        public void Lose(FakeFault fault)
        {
            if (fault == FakeFault.ForgetsTheLastTurns)
            {
                _answers.RemoveRange(Math.Max(0, _answers.Count - 2), Math.Min(2, _answers.Count));
            }
        }
    }
}
