using Microsoft.Playwright;

namespace OrleansFailover.OpsConsole.Tests.EndToEnd;

/// <summary>The console in Chromium, driven by Playwright.</summary>
internal sealed class ConsoleBrowser : IAsyncDisposable
{
    private static readonly string Chromium = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";

    private readonly List<string> problems = [];
    private readonly List<string> foreign = [];
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private ConsoleBrowser(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public IPage Page { get; private set; } = null!;

    /// <summary>What the browser complained about.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Requests to anything but the console.</summary>
    public IReadOnlyList<string> Foreign => foreign;

    /// <summary>Opens the console and signs in, or skips the test.</summary>
    public static async Task<ConsoleBrowser> SignInAsync(Uri console, string token)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"There is no Chromium at {Chromium}; install it, or set CHROMIUM_PATH.");
        // The machine may be busy with seven other processes.
        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        var started = new ConsoleBrowser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] }));
        await started.OpenAsync(console, token);
        return started;
    }

    public ILocator ById(string testId) => Page.GetByTestId(testId);

    /// <summary>Goes to a page through the menu, so that the connection stays the one that saw everything.</summary>
    public async Task GoToAsync(string name)
    {
        var menu = Page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true });
        if (await menu.GetAttributeAsync("aria-expanded") is "false")
        {
            await menu.ClickAsync();
        }

        await Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = name })).ToBeVisibleAsync();
        if (IsNarrow)
        {
            await MenuIsAsync(open: false);
        }
    }

    /// <summary>Makes the window as wide as a phone's, which closes the menu, or wide again, which opens it.</summary>
    public async Task ResizeAsync(int width, int height)
    {
        await Page.SetViewportSizeAsync(width, height);
        await MenuIsAsync(open: !IsNarrow);
    }

    public Task ConditionIsAsync(string region, string condition, int bound = 120) =>
        Assertions.Expect(ById($"region-{region}")).ToHaveAttributeAsync("data-condition", condition, new() { Timeout = bound * 1000 });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    // The menu stands over the page there, and goes by itself.
    private bool IsNarrow => Page.ViewportSize!.Width < 960;

    private Task MenuIsAsync(bool open) =>
        Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true })).ToHaveAttributeAsync("aria-expanded", open ? "true" : "false");

    private async Task OpenAsync(Uri console, string token)
    {
        Page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, ColorScheme = ColorScheme.Light });
        Page.SetDefaultTimeout(60_000);
        Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                problems.Add($"{message.Location}: {message.Text}");
            }
        };
        Page.PageError += (_, error) => problems.Add(error);
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(console.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                foreign.Add(request.Url);
            }
        };
        await Page.GotoAsync(console.AbsoluteUri);
        await Page.GetByLabel("Access token").FillAsync(token);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Regions");
    }
}
