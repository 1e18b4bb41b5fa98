using System.Net;
using System.Text;
using System.Text.Json;
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

    [Fact]
    public void Sign_KnownBody_IsTheKnownSignature() => Assert.Equal(
        "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
        new WebhookSigner("test_app_secret").Sign("""{"object":"whatsapp_business_account","entry":[]}"""u8.ToArray()));

    private static Task<ChannelSimulator> StartAsync() => ChannelSimulator.StartAsync(
        _ => new ChannelOptions
        {
            Secrets = new ChannelSecrets("app", "verify", "token", "key"),
            Webhook = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}/webhook"),
            Statuses = [],
        },
        TimeProvider.System,
        TestContext.Current.CancellationToken);

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
