using Microsoft.Playwright;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.OpsConsole.Tests.EndToEnd;

/// <summary>The console against the real processes, as <c>./run</c> starts them, while a region is lost and comes back.</summary>
[Trait("Category", "EndToEnd")]
public sealed class ConsoleDuringFailoverTests
{
    private const string Picture = "CONSOLE_SCREENSHOT";
    private const string User = "491701234567";
    private const string Said = "A parcel that never came";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Console_RegionLostWhileThePageIsOpen_ShowsItAndGoesOnWorking()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var ports = FreePorts.Take(2);
        await using var stack = await LocalStack.CreateAsync(
            new StackSettings { EdgePort = ports[0], ConsolePort = ports[1], Script = Scripts.SixQuestions }, TimeProvider.System, cancellationToken);
        await stack.StartAsync(_ => { }, cancellationToken);
        await using var browser = await ConsoleBrowser.SignInAsync(stack.Topology.Console!, stack.Topology.OperatorToken!);
        var (primary, other) = (StackSettings.Regions[0], StackSettings.Regions[1]);

        await browser.ConditionIsAsync(primary, "Healthy");
        await browser.ConditionIsAsync(other, "Healthy");
        await Assertions.Expect(browser.ById($"serving-{primary}")).ToBeVisibleAsync();
        Assert.Equal(primary, await SayAsync(stack, "hi", cancellationToken));
        Assert.Equal(primary, await SayAsync(stack, "Ann", cancellationToken));
        await LetterAsync(stack, other, cancellationToken);

        await stack.Cluster.Region(primary).KillAsync();

        await browser.ConditionIsAsync(primary, "Unhealthy");
        await browser.ConditionIsAsync(other, "Healthy");
        await Assertions.Expect(browser.ById($"serving-{other}")).ToBeVisibleAsync();
        await Assertions.Expect(browser.ById("summary")).ToContainTextAsync($"{primary} takes no webhooks. Webhooks go to {other}.");
        await PictureAsync(browser.Page);
        Assert.Equal(other, await SayAsync(stack, Said, cancellationToken));

        await IncidentIsAsync(browser, primary, $"Conversations went on in {other}", "Still away.");
        await EventsAsync(browser);
        await ConversationAsync(browser, primary, other);
        await LettersAsync(browser, primary, other);
        await ChartsAsync(browser, other);
        await PhoneAsync(browser);

        await browser.GoToAsync("Regions");
        await stack.Cluster.Region(primary).StartAsync(_ => { }, cancellationToken);
        await browser.ConditionIsAsync(primary, "Healthy");
        await Assertions.Expect(browser.ById($"serving-{primary}")).ToBeVisibleAsync();
        await IncidentIsAsync(browser, primary, $"Conversations went on in {other}", "Back at");
        Assert.Empty(browser.Problems);
        Assert.Empty(browser.Foreign);
        Assert.Contains("asked for discard of dead letters", await LogOfConsoleAsync(stack.Cluster, cancellationToken), StringComparison.Ordinal);
    }

    private static async Task IncidentIsAsync(ConsoleBrowser browser, string region, string restored, string returned)
    {
        await browser.GoToAsync("Incidents");
        var incident = browser.ById("incident").And(browser.Page.Locator($"[data-region={region}]")).First;
        await Assertions.Expect(incident.GetByTestId("restored")).ToContainTextAsync(restored, new() { Timeout = 60_000 });
        await Assertions.Expect(incident.GetByTestId("returned")).ToContainTextAsync(returned, new() { Timeout = 60_000 });
        await Assertions.Expect(browser.ById("mttr")).ToContainTextAsync("mean time to restore");
    }

    private static async Task EventsAsync(ConsoleBrowser browser)
    {
        await browser.GoToAsync("Failover events");
        await Assertions.Expect(browser.Page.Locator("[data-status=taken_over]").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        // The edge's own: nobody else could tell it, for the region that is gone had the gateway that could.
        await Assertions.Expect(browser.Page.Locator("[data-status=failover_triggered]").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await browser.ById("event-text").FillAsync("no such message");
        await Assertions.Expect(browser.ById("event")).ToHaveCountAsync(0);
    }

    // Found by the number in the region that lives; what was said is shown when it is asked for.
    private static async Task ConversationAsync(ConsoleBrowser browser, string gone, string other)
    {
        await browser.GoToAsync("Conversations");
        await browser.ById("conversation-text").FillAsync($"+{User}");
        await browser.ById("business-number").FillAsync(BusinessNumber.Default.PhoneNumberId);
        await browser.ById("find").ClickAsync();
        await Assertions.Expect(browser.ById("found")).ToContainTextAsync($"Found in {other}.");
        await Assertions.Expect(browser.ById($"finding-{gone}")).ToContainTextAsync("does not answer");
        var found = browser.ById($"finding-{other}");
        await Assertions.Expect(found.GetByTestId("turn").And(browser.Page.Locator($"[data-region={gone}]")).First).ToBeVisibleAsync();
        await Assertions.Expect(found.GetByTestId("turn").And(browser.Page.Locator($"[data-region={other}]")).First).ToBeVisibleAsync();
        await Assertions.Expect(found.GetByTestId("dashboard-link").First).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("/dashboard/#/grainState$"));
        await Assertions.Expect(found).Not.ToContainTextAsync(Said);
        await Assertions.Expect(found).Not.ToContainTextAsync(User);

        await browser.Page.GetByLabel("With what was said").CheckAsync();
        await browser.ById("find").ClickAsync();
        await Assertions.Expect(found).ToContainTextAsync(Said);

        // The dashboard's page takes no id in its address; by the keyboard the id comes to the clipboard.
        await browser.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await found.GetByRole(AriaRole.Button, new() { Name = "Copy the grain id" }).FocusAsync();
        await browser.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(found.GetByTestId("copied")).ToHaveTextAsync("Copied.");
        var key = await found.GetByTestId("key").InnerTextAsync();
        Assert.Contains(User, key, StringComparison.Ordinal);
        Assert.Equal(key, await browser.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    private static async Task LettersAsync(ConsoleBrowser browser, string gone, string other)
    {
        await browser.GoToAsync("Dead letters");
        await Assertions.Expect(browser.ById($"letters-{gone}")).ToContainTextAsync("No gateway answers");
        await Assertions.Expect(browser.ById($"letters-{other}").GetByTestId("letter")).ToHaveCountAsync(1);
        await Assertions.Expect(browser.ById($"letters-{other}")).Not.ToContainTextAsync("no webhook at all");
        await browser.ById("look").ClickAsync();
        await Assertions.Expect(browser.ById("inside")).ToContainTextAsync("no webhook at all");

        await browser.ById($"all-{other}").CheckAsync();
        await browser.ById($"replay-{other}").ClickAsync();
        await Assertions.Expect(browser.ById("progress")).ToContainTextAsync("1 of 1 done, 1 stay");
        await browser.ById($"all-{other}").CheckAsync();
        await browser.ById($"discard-{other}").ClickAsync();
        await browser.ById("really-discard").ClickAsync();
        await Assertions.Expect(browser.ById("progress")).ToContainTextAsync("1 of 1 done.");
        await Assertions.Expect(browser.ById($"letters-{other}").GetByTestId("letter")).ToHaveCountAsync(0);
    }

    private static async Task ChartsAsync(ConsoleBrowser browser, string other)
    {
        await browser.GoToAsync("Charts");
        await Assertions.Expect(browser.ById("chart-messages").Locator("svg").First).ToBeVisibleAsync();
        await Assertions.Expect(browser.ById($"value-turn-{other}")).ToContainTextAsync("ms");
        await Assertions.Expect(browser.ById($"value-success-{other}")).ToContainTextAsync("100 %");
    }

    // A phone, the dark, and a keyboard.
    private static async Task PhoneAsync(ConsoleBrowser browser)
    {
        var page = browser.Page;
        await page.GetByTestId("dark-mode").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Light mode" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Regions", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Incidents");
        await browser.ResizeAsync(390, 844);
        foreach (var name in new[] { "Dead letters", "Charts", "Regions" })
        {
            await browser.GoToAsync(name);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than a phone.");
        }

        await browser.ResizeAsync(1280, 800);
    }

    /// <summary>Says something through the edge, and returns the region that replied to it.</summary>
    private static async Task<string> SayAsync(LocalStack stack, string text, CancellationToken cancellationToken)
    {
        var replied = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(AcceptedSend send)
        {
            if (send.User == User)
            {
                replied.TrySetResult(send.Region);
            }
        }

        stack.Channel.Accepted += Hear;
        try
        {
            var message = new CustomerMessage(ChannelId.Of(User, text), User, "Ann", TimeProvider.System.GetUtcNow(), new CustomerBody.Text(text));
            await stack.Channel.SendToAsync(stack.Topology.Webhook, message, cancellationToken);
            return await replied.Task.WaitAsync(Bound, TimeProvider.System, cancellationToken);
        }
        finally
        {
            stack.Channel.Accepted -= Hear;
        }
    }

    // A signed webhook that is none: it becomes a dead letter of the region.
    private static async Task LetterAsync(LocalStack stack, string region, CancellationToken cancellationToken)
    {
        var body = "no webhook at all"u8.ToArray();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(stack.Cluster.Region(region).Plan.Gateway, "/webhook")) { Content = new ByteArrayContent(body) };
        request.Headers.Add(WebhookSigner.Header, new WebhookSigner(stack.Topology.Secrets.AppSecret).Sign(body));
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task PictureAsync(IPage page)
    {
        if (Environment.GetEnvironmentVariable(Picture) is { Length: > 0 })
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Repository(), "docs", "images", "console-during-failover.png"), Animations = ScreenshotAnimations.Disabled });
        }
    }

    // The process still writes.
    private static async Task<string> LogOfConsoleAsync(LocalCluster cluster, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(Path.Combine(cluster.LogFolder, "console.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansFailover.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No solution was found above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
