using Microsoft.Playwright;

namespace OrleansFailover.Drill.Tests.Phone;

/// <summary>The page as its user handles it.</summary>
internal sealed class PhonePage(IPage page, IReadOnlyList<string> problems)
{
    /// <summary>What the browser complained about.</summary>
    public IReadOnlyList<string> Problems => problems;

    public ILocator Replies => page.GetByTestId("reply");

    public ILocator ById(string testId) => page.GetByTestId(testId);

    public async Task SayAsync(string text)
    {
        await ById("input").FillAsync(text);
        await ById("send").ClickAsync();
    }

    /// <summary>Waits for a reply with this text; the bound is in seconds.</summary>
    public async Task<string> ReplyAsync(string text, int bound = 60)
    {
        var reply = Replies.Filter(new() { HasText = text }).First;
        await Assertions.Expect(reply).ToBeVisibleAsync(new() { Timeout = bound * 1000 });
        return await reply.GetAttributeAsync("data-region") ?? "";
    }

    public async Task<int> CountRepliesAsync(string text) => await Replies.Filter(new() { HasText = text }).CountAsync();

    public Task StateIsAsync(string region, string state, int bound = 60) =>
        Assertions.Expect(ById($"state-{region}")).ToContainTextAsync(state, new() { Timeout = bound * 1000 });

    public Task SwitchAsync(string region) => ById($"switch-{region}").ClickAsync();

    public Task ScreenshotAsync(string path) => page.ScreenshotAsync(new() { Path = path });
}
