using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers.Tests.Support;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts;
using OrleansFailover.Silo.Scripts;

namespace OrleansFailover.BusinessNumbers.Tests.EndToEnd;

public sealed class ScriptsOfNumbersTests
{
    private const string Script = "BusinessNumbers:Numbers:shop:Script";

    [Fact]
    public async Task Start_ScriptThatDoesNotExist_IsToldWithTheOtherErrors()
    {
        await using var host = Shop((Script, "gone"), ("BusinessNumbers:Numbers:shop:AccessToken", null));

        Assert.Equal(
            [
                "BusinessNumbers:Numbers:shop:AccessToken is missing.",
                "BusinessNumbers:Numbers:shop:Script names the script 'gone', which does not exist; the scripts are appointment, order.",
            ],
            Assert.Throws<OptionsValidationException>(() => host.Numbers).Failures);
    }

    [Fact]
    public async Task Reload_ScriptThatDoesNotExist_TheOneBeforeStays()
    {
        await using var host = Shop((Script, "order"));
        var scripts = host.Get<IScriptAssignment>();
        Assert.Equal("order", scripts.ScriptOf(ConversationId.Create("whatsapp", "100", "u")));

        host.Settings.Change((Script, "gone"));
        Assert.Equal("order", scripts.ScriptOf(ConversationId.Create("whatsapp", "100", "u")));

        host.Settings.Change((Script, "appointment"));
        Assert.Equal("appointment", scripts.ScriptOf(ConversationId.Create("whatsapp", "100", "u")));
    }

    private static NumbersHost Shop(params (string Key, string? Value)[] more) => new(
        NumberUse.Sending, [new ScriptsOfNumbers(new(() => new TwoScripts()))],
        [("BusinessNumbers:Numbers:shop:PhoneNumberId", "100"), ("BusinessNumbers:Numbers:shop:AccessToken", "EAA"), .. more]);

    private sealed class TwoScripts : IScriptCatalog
    {
        public IReadOnlyList<string> Names => ["appointment", "order"];

        public IConversationScript ForConversation(ConversationId conversation) => throw new NotSupportedException();
    }
}
