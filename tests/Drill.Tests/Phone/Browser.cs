using Microsoft.Playwright;

namespace OrleansFailover.Drill.Tests.Phone;

/// <summary>Chromium, driven by Playwright.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string Chromium = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Starts it, or skips the test.</summary>
    public static async Task<Browser> StartAsync()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"There is no Chromium at {Chromium}; install it, or set CHROMIUM_PATH.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        return new Browser(playwright, browser);
    }

    public async Task<PhonePage> OpenAsync(Uri phone, string user, bool dark = false)
    {
        var page = await _browser.NewPageAsync(new()
        {
            ViewportSize = new() { Width = 412, Height = 860 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                problems.Add(message.Text);
            }
        };
        page.PageError += (_, error) => problems.Add(error);
        await page.GotoAsync(new Uri(phone, $"/?user={user}").AbsoluteUri);
        return new PhonePage(page, problems);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
