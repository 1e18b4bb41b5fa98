using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Phone;
using OrleansFailover.Drill.Tests.Scenarios;

namespace OrleansFailover.Drill.Tests.Phone;

/// <summary>The page in a browser, against regions that are not there: what it shows and what it sends.</summary>
public sealed class PhonePageTests
{
    [Fact]
    public async Task Page_RegionKilledWithItsSwitch_TheOtherOneAsksOn()
    {
        await using var browser = await Browser.StartAsync();
        await using var regions = await FakeRegions.StartAsync(FakeFault.None);
        var secrets = ChannelSecrets.Draw();
        await using var channel = await StartChannelAsync(secrets, regions.Edge);
        (regions.Channel, regions.Secrets) = (channel.Address, secrets);
        await using var phone = await StartPhoneAsync(channel, new FakeSwitches(regions));
        var page = await browser.OpenAsync(phone.Address, "ann");

        await page.SayAsync("hi");
        Assert.Equal("eastus", await page.ReplyAsync("Question 1"));
        await page.SayAsync("Ann");
        Assert.Equal("eastus", await page.ReplyAsync("Question 2"));
        await page.SwitchAsync("eastus");
        await page.StateIsAsync("eastus", "down");
        await page.SayAsync("Berlin");

        Assert.Equal("westeurope", await page.ReplyAsync("Question 3"));
        Assert.Equal(1, await page.CountRepliesAsync("Question 2"));
        await Assertions.Expect(page.ById("tick").Last).ToHaveAttributeAsync("data-tick", "delivered");
        await page.SwitchAsync("eastus");
        await page.StateIsAsync("eastus", "recovering");
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task Page_ButtonsListAndLocation_SendWhatWasTapped()
    {
        await using var browser = await Browser.StartAsync();
        var secrets = ChannelSecrets.Draw();
        await using var edge = await RecordingEdge.StartAsync();
        await using var channel = await StartChannelAsync(secrets, edge.Webhook);
        await using var phone = await StartPhoneAsync(channel, new FakeSwitches());
        var page = await browser.OpenAsync(phone.Address, "bob", dark: true);
        await page.SayAsync("hi");
        var user = await edge.NextAsync("from");

        await SendAsync(channel, secrets, user, new JsonObject
        {
            ["type"] = "button",
            ["body"] = new JsonObject { ["text"] = "Shall we?" },
            ["action"] = new JsonObject { ["buttons"] = new JsonArray(Reply("yes", "Yes"), Reply("no", "No")) },
        });
        await page.ById("choice-no").ClickAsync();
        Assert.Equal("no", await edge.NextAsync("interactive", "button_reply", "id"));
        await Assertions.Expect(page.ById("choice-yes")).ToBeDisabledAsync();

        await SendAsync(channel, secrets, user, new JsonObject
        {
            ["type"] = "list",
            ["body"] = new JsonObject { ["text"] = "Which one?" },
            ["action"] = new JsonObject
            {
                ["button"] = "Options",
                ["sections"] = new JsonArray(new JsonObject { ["rows"] = new JsonArray(new JsonObject { ["id"] = "b", ["title"] = "Second" }) }),
            },
        });
        await page.ById("open-list").ClickAsync();
        await page.ById("row-b").ClickAsync();
        Assert.Equal("b", await edge.NextAsync("interactive", "list_reply", "id"));

        await SendAsync(channel, secrets, user, new JsonObject
        {
            ["type"] = "location_request_message",
            ["body"] = new JsonObject { ["text"] = "Where?" },
            ["action"] = new JsonObject { ["name"] = "send_location" },
        });
        await page.ById("send-location").ClickAsync();
        Assert.Equal("52.5163", await edge.NextAsync("location", "latitude"));
        Assert.Empty(page.Problems);
    }

    private static Task<ChannelSimulator> StartChannelAsync(ChannelSecrets secrets, Uri webhook) => ChannelSimulator.StartAsync(
        _ => new ChannelOptions { Secrets = secrets, Webhook = webhook, ReplyWindow = null }, TimeProvider.System, TestContext.Current.CancellationToken);

    private static Task<PhoneServer> StartPhoneAsync(ChannelSimulator channel, FakeSwitches switches) =>
        PhoneServer.StartAsync(0, channel, switches, TimeProvider.System, TestContext.Current.CancellationToken);

    private static JsonObject Reply(string id, string title) =>
        new() { ["type"] = "reply", ["reply"] = new JsonObject { ["id"] = id, ["title"] = title } };

    private static async Task SendAsync(ChannelSimulator channel, ChannelSecrets secrets, string user, JsonObject interactive)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", secrets.AccessToken);
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "orleans-failover/1.0 (eastus)");
        using var response = await http.PostAsJsonAsync(
            new Uri(channel.Address, $"/v26.0/{BusinessNumber.Default.PhoneNumberId}/messages"),
            new JsonObject { ["messaging_product"] = "whatsapp", ["to"] = user, ["type"] = "interactive", ["interactive"] = interactive },
            TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
