using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Drill.Tests.Channel;

/// <summary>The simulated channel as a linked session.</summary>
public sealed class LinkedSessionTests
{
    [Theory]
    [InlineData("15550001", "15550001@s.whatsapp.net", ShownIds.Phone)]
    [InlineData("15550003", "915550003@lid", ShownIds.Both)]
    public async Task Send_MessageOfACustomer_ComesInBothShapesWithTheSecret(string user, string jid, ShownIds shown)
    {
        await using var gateway = await Gateway.StartAsync();
        await using var channel = await StartAsync(gateway);

        var sent = new CustomerMessage("m1", user, "Ada", DateTimeOffset.FromUnixTimeSeconds(1763900000), new CustomerBody.Text("Hello"));
        await channel.Send(sent, DeliveryStyle.Plain);

        var bodies = await gateway.TakeAsync(2);
        Assert.Equal(shown, channel.ShownOf(sent));
        Assert.All(bodies, got => Assert.Equal("app", got.Secret));
        var (received, upsert) = (Of(bodies, "messages.received"), Of(bodies, "messages.upsert"));
        var message = received.GetProperty("messages");
        Assert.Equal(message.GetRawText(), upsert.GetProperty("messages")[0].GetRawText());
        Assert.Equal(("m1", jid, false), (message.GetProperty("key").GetProperty("id").GetString(), message.GetProperty("key").GetProperty("remoteJid").GetString(), message.GetProperty("key").GetProperty("fromMe").GetBoolean()));
    }

    [Fact]
    public async Task Take_Reply_IsAcceptedAndComesBackAsAnOwnMessageAndAStatus()
    {
        await using var gateway = await Gateway.StartAsync();
        await using var channel = await StartAsync(gateway, ("sent", TimeSpan.Zero));
        await channel.Send(new CustomerMessage("m1", "15550001", "Ada", DateTimeOffset.FromUnixTimeSeconds(1763900000), new CustomerBody.Text("Hello")), DeliveryStyle.Plain);
        await gateway.TakeAsync(2);
        var replyId = ReplyId.Of(ConversationId.Create("wasender", BusinessNumber.Default.PhoneNumberId, "15550001"), new MessageId("m1"), 0);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(channel, """{"to":"+15550001","text":"Question 1: Name?"}""", replyId));

        var bodies = await gateway.TakeAsync(2);
        Assert.True(Of(bodies, "messages.upsert").GetProperty("messages")[0].GetProperty("key").GetProperty("fromMe").GetBoolean());
        Assert.Equal(2, Of(bodies, "messages.update").GetProperty("update").GetProperty("status").GetInt32());
        var send = Assert.Single(channel.Record.Sends);
        Assert.Equal((replyId, "m1", "15550001"), (send.ReplyId, send.Quotes, send.User));
    }

    [Theory]
    [InlineData("""{"text":"no recipient"}""", "token", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"to":"+15550001"}""", "token", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"to":"Ada","text":"a"}""", "token", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"to":"+15550001","text":"a"}""", "another", HttpStatusCode.Unauthorized)]
    public async Task Take_WhatTheChannelDoesNot_IsRefusedAndNotRecorded(string body, string token, HttpStatusCode status)
    {
        await using var gateway = await Gateway.StartAsync();
        await using var channel = await StartAsync(gateway);

        Assert.Equal(status, await PostAsync(channel, body, "r1", token));
        Assert.Empty(channel.Record.Sends);
    }

    private static Task<ChannelSimulator> StartAsync(Gateway gateway, params (string, TimeSpan)[] statuses) => ChannelSimulator.StartAsync(
        _ => new ChannelOptions
        {
            Kind = ChannelKind.Wasender, SessionInterval = TimeSpan.Zero, Secrets = new ChannelSecrets("app", "verify", "token", "key"), Webhook = gateway.Address, Statuses = statuses,
        },
        TimeProvider.System,
        TestContext.Current.CancellationToken);

    private static JsonElement Of(IEnumerable<(string Secret, JsonElement Body)> got, string name) =>
        Assert.Single(got, each => each.Body.GetProperty("event").GetString() == name).Body.GetProperty("data");

    private static async Task<HttpStatusCode> PostAsync(ChannelSimulator channel, string body, string replyId, string token = "token")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(channel.Address, "/api/send-message")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("Idempotency-Key", replyId);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private sealed class Gateway(WebApplication app) : IAsyncDisposable
    {
        private readonly System.Threading.Channels.Channel<(string Secret, JsonElement Body)> got = System.Threading.Channels.Channel.CreateUnbounded<(string, JsonElement)>();

        public Uri Address => new(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/wasender/drill/path");

        public static async Task<Gateway> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var gateway = new Gateway(app);
            app.MapPost("/wasender/drill/path", async (HttpRequest request) =>
            {
                using var body = await JsonDocument.ParseAsync(request.Body);
                gateway.got.Writer.TryWrite((request.Headers["X-Webhook-Signature"].ToString(), body.RootElement.Clone()));
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            return gateway;
        }

        public async Task<IReadOnlyList<(string Secret, JsonElement Body)>> TakeAsync(int count)
        {
            List<(string, JsonElement)> taken = [];
            using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            bound.CancelAfter(TimeSpan.FromMinutes(1));
            while (taken.Count < count)
            {
                taken.Add(await got.Reader.ReadAsync(bound.Token));
            }

            return taken;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
