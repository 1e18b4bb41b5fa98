using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Telemetry;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Telemetry;

public sealed class PlainLogsTests
{
    private const string Phone = "491701234567";
    private const string Key = "whatsapp/106540352242922/" + Phone;

    private static readonly string Pseudonym = ConversationId.Parse(Key).ToString();

    [Theory]
    [InlineData("Error from storage provider RegionalGrainStorage.conversation during WriteStateAsync for grain conversation/whatsapp/106540352242922/491701234567(null)")]
    [InlineData("[Request S127.0.0.1:11111:1]->[conversation/whatsapp/106540352242922/491701234567] IConversationGrain.TakeOver()")]
    [InlineData("stream inbound/whatsapp/106540352242922/491701234567, and again whatsapp/106540352242922/491701234567.")]
    public void Log_LineOfALibraryThatNamesAConversation_ShowsItsPseudonym(string line)
    {
        var lines = Logged(logger => Write(logger, line));

        var shown = Assert.Single(lines);
        Assert.DoesNotContain(Phone, shown, StringComparison.Ordinal);
        Assert.Contains(Pseudonym, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_WithoutThem_IsWhatItHides()
    {
        var shown = Assert.Single(Logged(logger => Write(logger, $"for grain conversation/{Key}(null)"), plain: false));

        Assert.Contains(Phone, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_ExceptionThatNamesAConversation_ShowsItsPseudonymInItsTextAndInThoseInside()
    {
        var exception = new InvalidOperationException($"for {Key}", new TimeoutException($"asked conversation/{Key}"));

        var shown = Assert.Single(Logged(logger => Write(logger, "A turn failed.", exception)));

        Assert.DoesNotContain(Phone, shown, StringComparison.Ordinal);
        Assert.Contains(Pseudonym, shown, StringComparison.Ordinal);
        Assert.Contains(nameof(TimeoutException), shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("whatsapp/106540352242922/US.13491208655302741918", "13491208655302741918")]
    [InlineData("wasender/support/120363041234567890@g.us", "120363041234567890")]
    [InlineData("whatsapp/106540352242922/~eu.pAbC-_9", "~eu.pAbC-_9")]
    public void Log_EveryFormOfAUser_IsHidden(string key, string user)
    {
        var shown = Assert.Single(Logged(logger => Write(logger, $"grain conversation/{key}")));

        Assert.DoesNotContain(user, shown, StringComparison.Ordinal);
        Assert.Contains(ConversationId.Parse(key).ToString(), shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_LineWithoutAConversation_IsLeftAsItIs()
    {
        var exception = new InvalidOperationException("broken");

        var shown = Assert.Single(Logged(logger => Write(logger, "See docs/runbooks/README.md.", exception)));

        Assert.Contains("See docs/runbooks/README.md.", shown, StringComparison.Ordinal);
        Assert.Contains("broken", shown, StringComparison.Ordinal);
    }

    private static void Write(ILogger logger, string line, Exception? exception = null) =>
        logger.Log(LogLevel.Warning, default, line, exception, static (text, _) => text);

    private static string[] Logged(Action<ILogger> log, bool plain = true)
    {
        var captured = new CapturedLines();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(captured));
        using var provider = (plain ? services.AddPlainLogs() : services).BuildServiceProvider();
        log(provider.GetRequiredService<ILogger<PlainLogsTests>>());
        return [.. captured.Whole.Where(line => line.StartsWith("Warning ", StringComparison.Ordinal))];
    }
}
