using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Tests.Channel;

public sealed class ChannelSimulatorTests
{
    private const string Send = """{"messaging_product":"whatsapp","to":"15550001","type":"text","text":{"body":"Question 1: Name?"},"biz_opaque_callback_data":"r1"}""";

    [Fact]
    public async Task Take_DocumentedSend_IsAcceptedAndRecorded()
    {
        await using var channel = await StartAsync();

        var (status, body) = await PostAsync(channel, Send);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("wamid.", body.RootElement.GetProperty("messages")[0].GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("15550001", body.RootElement.GetProperty("contacts")[0].GetProperty("wa_id").GetString());
        var send = Assert.Single(channel.Record.Sends);
        Assert.Equal(("r1", "westeurope", "15550001", "Question 1: Name?"), (send.ReplyId, send.Region, send.User, send.Content.Text));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"messaging_product":"whatsapp","type":"text","text":{"body":"no recipient"}}""")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"text","text":{"body":""}}""")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","recipient":"US.1","type":"text","text":{"body":"both"}}""")]
    [InlineData("""{"messaging_product":"whatsapp","to":"US.1","type":"text","text":{"body":"an id is no number"}}""")]
    [InlineData("""{"messaging_product":"whatsapp","recipient":"1","type":"text","text":{"body":"a number is no id"}}""")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"interactive","interactive":{"type":"button","body":{"text":"?"},"action":{"buttons":[]}}}""")]
    [InlineData("""{"messaging_product":"whatsapp","to":"1","type":"interactive","interactive":{"type":"button","body":{"text":"?"},"action":{"buttons":[{"type":"reply","reply":{"id":"a","title":"a title that is longer than twenty"}}]}}}""")]
    public async Task Take_MalformedSend_IsRejectedAndNotRecorded(string body)
    {
        await using var channel = await StartAsync();

        var (status, answer) = await PostAsync(channel, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(100, answer.RootElement.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Empty(channel.Record.Sends);
    }

    [Theory]
    [InlineData("image", """{"id":"1","caption":"c"}""", true)]
    [InlineData("image", """{"id":"1","link":"https://files.example/1"}""", false)]
    [InlineData("audio", """{"id":"1","caption":"c"}""", false)]
    [InlineData("sticker", """{"link":"https://files.example/1"}""", true)]
    [InlineData("template", """{"name":"go_on","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"p"}]}]}""", true)]
    [InlineData("template", """{"name":"go_on"}""", false)]
    [InlineData("template", """{"name":"go_on","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"a\nb"}]}]}""", false)]
    [InlineData("reaction", """{"message_id":"wamid.1","emoji":""}""", true)]
    [InlineData("reaction", """{"emoji":"x"}""", false)]
    public async Task Take_OtherTypes_AsDocumented(string type, string content, bool taken)
    {
        await using var channel = await StartAsync();

        var (status, _) = await PostAsync(channel, $$"""{"messaging_product":"whatsapp","to":"15550001","type":"{{type}}","{{type}}":{{content}}}""");

        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, status);
        Assert.Equal(taken ? [type] : Array.Empty<string>(), channel.Record.Sends.Select(send => send.Content.Kind));
    }

    [Fact]
    public async Task Take_ReadReceipt_IsRecorded()
    {
        await using var channel = await StartAsync();

        var (status, _) = await PostAsync(channel, """{"messaging_product":"whatsapp","status":"read","message_id":"wamid.1","typing_indicator":{"type":"text"}}""");
        var (refused, _) = await PostAsync(channel, """{"messaging_product":"whatsapp","status":"read"}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (status, refused));
        var read = Assert.Single(channel.Record.Read);
        Assert.Equal(("wamid.1", true), (read.Message, read.Typing));
    }

    [Fact]
    public async Task Take_PastALimit_IsRefusedWithItsCode()
    {
        var time = new FakeTimeProvider();
        await using var channel = await StartAsync(time, options => options with { PairBurst = 2, MessagesPerSecond = 4, ReplyWindow = TimeSpan.FromHours(24) });
        Assert.Equal(131047, await CodeAsync(channel, Send));
        channel.Heard("15550001", time.GetUtcNow());
        Assert.Null(await CodeAsync(channel, Send));
        Assert.Equal(131056, await CodeAsync(channel, Send));
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await CodeAsync(channel, Send));
        Assert.Equal(131056, await CodeAsync(channel, Send));
        Assert.Equal(131047, await CodeAsync(channel, Send.Replace("15550001", "15550002", StringComparison.Ordinal)));
        Assert.Equal(131047, await CodeAsync(channel, Send.Replace("15550001", "15550003", StringComparison.Ordinal)));
        Assert.Equal(130429, await CodeAsync(channel, Send.Replace("15550001", "15550004", StringComparison.Ordinal)));
        Assert.Equal(2, channel.Record.Sends.Count);
    }

    [Fact]
    public async Task Take_FaultOnOrder_ComesOnceForItsUser()
    {
        await using var channel = await StartAsync();
        channel.Faults.Next(new SendFault.Refuse(403, 368), user: "15550002");
        channel.Faults.Next(new SendFault.TakeAndFail(), user: "15550001");

        Assert.Equal(131000, await CodeAsync(channel, Send));
        Assert.Null(await CodeAsync(channel, Send));
        Assert.Equal(368, await CodeAsync(channel, Send.Replace("15550001", "15550002", StringComparison.Ordinal)));
        Assert.Equal(2, channel.Record.Sends.Count);
    }

    [Fact]
    public async Task Take_WrongToken_IsUnauthorized()
    {
        await using var channel = await StartAsync();

        var (status, answer) = await PostAsync(channel, Send, token: "wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(190, answer.RootElement.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public void OfMessages_TwoCustomers_IsWhatTheCloudApiPosts()
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_900);
        var body = WebhookBody.OfMessages(
            BusinessNumber.Default,
            [new("wamid.1", "15550001", "Ann", time, new CustomerBody.Text("Grüße")), new("wamid.2", "15550002", "Bob", time, new CustomerBody.Button("yes", "Yes"))]);

        using var json = JsonDocument.Parse(body);
        var value = json.RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value");
        Assert.Equal("1700000000", value.GetProperty("messages")[0].GetProperty("timestamp").GetString());
        Assert.Equal("yes", value.GetProperty("messages")[1].GetProperty("interactive").GetProperty("button_reply").GetProperty("id").GetString());
        Assert.Equal("15550002", value.GetProperty("contacts")[1].GetProperty("wa_id").GetString());
        Assert.Equal(BusinessNumber.Default.PhoneNumberId, value.GetProperty("metadata").GetProperty("phone_number_id").GetString());
        Assert.True(Ascii.IsValid(body), "the channel escapes what is not ASCII");
    }

    [Theory]
    [InlineData(ShownIds.Phone, "15550001", null)]
    [InlineData(ShownIds.UserId, null, "US.1")]
    [InlineData(ShownIds.Both, "15550001", "US.1")]
    public void OfMessages_EachForm_ShowsThoseIdsAndNoOther(ShownIds shows, string? phone, string? userId)
    {
        var message = Written("wamid.1", shows);
        using var json = JsonDocument.Parse(WebhookBody.OfMessages(BusinessNumber.Default, [message]));
        var value = json.RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value");

        Assert.Equal((phone, userId), (Text(value.GetProperty("messages")[0], "from"), Text(value.GetProperty("messages")[0], "from_user_id")));
        Assert.Equal((phone, userId), (Text(value.GetProperty("contacts")[0], "wa_id"), Text(value.GetProperty("contacts")[0], "user_id")));
        Assert.Equal("Ann", value.GetProperty("contacts")[0].GetProperty("profile").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("to", ShownIds.Phone, "15550001", null)]
    [InlineData("to", ShownIds.UserId, "15550001", "US.1")]
    [InlineData("to", ShownIds.Both, "15550001", "US.1")]
    [InlineData("recipient", ShownIds.Phone, "15550001", "US.1")]
    [InlineData("recipient", ShownIds.UserId, null, "US.1")]
    [InlineData("recipient", ShownIds.Both, "15550001", "US.1")]
    public void Take_SendToEitherId_IsTheOneCustomersAndItsStatusNamesWhatIsShown(string member, ShownIds shows, string? phone, string? userId)
    {
        var users = new UserDirectory();
        users.Heard(Written("wamid.1", ShownIds.Both));
        users.Heard(Written("wamid.2", shows));
        var id = member == "to" ? "15550001" : "US.1";
        using var body = JsonDocument.Parse($$$"""{"messaging_product":"whatsapp","{{{member}}}":"{{{id}}}","type":"text","text":{"body":"hi"}}""");
        var request = SendRequest.Read(body.RootElement);
        var send = new AcceptedSend(TimeSpan.Zero, "wamid.3", "r1", "eastus", users.UserOf(request.Recipient), request.Recipient, null, request.Content);

        Assert.Equal("15550001", send.User);
        Assert.Equal((phone, userId), Named(WebhookBody.OfStatus(BusinessNumber.Default, send, users.Shown(send), "sent", DateTimeOffset.UnixEpoch)));

        // A failed one names what the send was addressed to, and nothing else.
        (string? Phone, string? UserId) addressed = member == "to" ? ("15550001", null) : (null, "US.1");
        Assert.Equal(addressed, Named(WebhookBody.OfFailure(BusinessNumber.Default, send, 131026, DateTimeOffset.UnixEpoch)));
    }

    [Fact]
    public async Task Take_SendsToBothIdsOfAUser_ShareItsPaceAndItsWindow()
    {
        var time = new FakeTimeProvider();
        await using var channel = await StartAsync(time, options => options with { PairBurst = 2, ReplyWindow = TimeSpan.FromHours(24) });
        var byId = Send.Replace("\"to\":\"15550001\"", "\"recipient\":\"US.1\"", StringComparison.Ordinal);
        Assert.Equal(131047, await CodeAsync(channel, byId));
        _ = channel.Send(Written("wamid.1", ShownIds.UserId) with { Time = time.GetUtcNow() }, DeliveryStyle.Plain);

        Assert.Null(await CodeAsync(channel, byId));
        Assert.Null(await CodeAsync(channel, Send));
        Assert.Equal(131056, await CodeAsync(channel, byId));
        Assert.Equal(["15550001", "15550001"], channel.Record.Sends.Select(send => send.User));
    }

    [Fact]
    public void Sign_KnownBody_IsTheKnownSignature() => Assert.Equal(
        "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
        new WebhookSigner("test_app_secret").Sign("""{"object":"whatsapp_business_account","entry":[]}"""u8.ToArray()));

    private static Task<ChannelSimulator> StartAsync(TimeProvider? time = null, Func<ChannelOptions, ChannelOptions>? change = null)
    {
        var options = new ChannelOptions
        {
            Secrets = new ChannelSecrets("app", "verify", "token", "key"),
            Webhook = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}/webhook"),
            Statuses = [],
            ReplyWindow = null,
        };
        return ChannelSimulator.StartAsync(_ => change?.Invoke(options) ?? options, time ?? TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private static CustomerMessage Written(string id, ShownIds shows) =>
        new(id, "15550001", "Ann", DateTimeOffset.UnixEpoch, new CustomerBody.Text("hi")) { UserId = "US.1", Shows = shows };

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static (string? Phone, string? UserId) Named(byte[] statuses)
    {
        using var json = JsonDocument.Parse(statuses);
        var status = json.RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value").GetProperty("statuses")[0];
        return (Text(status, "recipient_id"), Text(status, "recipient_user_id"));
    }

    private static async Task<int?> CodeAsync(ChannelSimulator channel, string body)
    {
        var (status, answer) = await PostAsync(channel, body);
        return status == HttpStatusCode.OK ? null : answer.RootElement.GetProperty("error").GetProperty("code").GetInt32();
    }

    private static async Task<(HttpStatusCode Status, JsonDocument Body)> PostAsync(ChannelSimulator channel, string body, string token = "token")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(channel.Address, $"/v26.0/{BusinessNumber.Default.PhoneNumberId}/messages"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.TryAddWithoutValidation("User-Agent", "orleans-failover/1.0 (westeurope)");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
