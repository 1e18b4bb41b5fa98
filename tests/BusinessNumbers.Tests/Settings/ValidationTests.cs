using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.BusinessNumbers.Tests.Support;

namespace OrleansFailover.BusinessNumbers.Tests.Settings;

public sealed class ValidationTests
{
    [Fact]
    public async Task Start_ManyErrors_AllAreToldAtOnceAndNoSecretIsAmongThem()
    {
        await using var host = new NumbersHost(
            NumberUse.Webhooks | NumberUse.Sending,
            ("Webhook:AppSecret", "s3cr3t!"),
            ("BusinessNumbers:Apps:default:AppSecret", "app-secret-of-another"),
            ("BusinessNumbers:Apps:sales:AppSecret", "app-secret-of-sales"),
            ("BusinessNumbers:Apps:sales:PreviousAppSecret", "0ldkey"),
            ("BusinessNumbers:Apps:Sales_App:VerifyToken", "secret:nowhere"),
            ("BusinessNumbers:Numbers:a:PhoneNumberId", "100"),
            ("BusinessNumbers:Numbers:a:App", "nobody"),
            ("BusinessNumbers:Numbers:a:AccessToken", "EAA line\nbreak"),
            ("BusinessNumbers:Numbers:b:PhoneNumberId", "100"),
            ("BusinessNumbers:Numbers:b:HomeRegion", "south"),
            ("BusinessNumbers:Numbers:c:PhoneNumberId", "+49 170 1234567"),
            ("BusinessNumbers:Numbers:c:PreviousHomeRegion", "nowhere"),
            ("BusinessNumbers:Numbers:d:Channel", "fax"),
            ("WhatsApp:CloudApi:AccessTokens:100", "secret:also-nowhere"));

        var errors = Errors(host);

        string[] expected =
        [
            "Webhook:AppSecret has 7 characters",
            "Webhook:VerifyToken is missing",
            "must not use the name 'default'",
            "Apps:default:VerifyToken is missing",
            "Apps:sales:PreviousAppSecret has 6 characters",
            "Apps:sales:VerifyToken is missing",
            "has the name 'Sales_App'",
            "Apps:Sales_App:AppSecret is missing",
            "Apps:Sales_App:VerifyToken refers to the secret 'nowhere'",
            "Numbers:a:App names the app 'nobody', which does not exist; the apps are ",
            "Numbers:a:AccessToken holds a space",
            "Numbers has whatsapp number 100 more than once: a, b.",
            "Numbers:b:HomeRegion is 'south'; the regions are west, north, east.",
            "Numbers:b:AccessToken is missing",
            "Numbers:c:PhoneNumberId must be the channel's id",
            "Numbers:c:PreviousHomeRegion is 'nowhere'; the regions are west, north, east.",
            "Numbers:c:AccessToken is missing",
            "Numbers:d:Channel is 'fax'; the channels are whatsapp, wasender.",
            "Numbers:d:PhoneNumberId is missing",
            "Numbers:d:AccessToken is missing",
            "AccessTokens:100 refers to the secret 'also-nowhere'",
        ];
        Assert.All(expected, part => Assert.Single(errors, error => error.Contains(part, StringComparison.Ordinal)));
        Assert.All(["s3cr3t!", "app-secret-of-another", "0ldkey", "EAA line"], secret => Assert.DoesNotContain(errors, error => error.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(NumberUse.Webhooks, new[] { "Webhook:AppSecret is missing.", "Webhook:VerifyToken is missing." })]
    [InlineData(NumberUse.Sending, new[] { "WhatsApp:CloudApi has neither an AccessToken nor AccessTokens:<phone number id>, and BusinessNumbers no number; no reply could be sent." })]
    public async Task Start_NothingConfigured_EachHostTellsWhatItNeeds(NumberUse use, string[] expected)
    {
        await using var host = new NumbersHost(use);

        Assert.Equal(expected, Errors(host));
    }

    [Fact]
    public async Task Start_GatewayWithoutTokensAndSiloWithoutApps_AreGood()
    {
        (string, string?)[] number = [("BusinessNumbers:Numbers:sales:PhoneNumberId", "100")];
        await using var gateway = NumbersHost.Gateway(number);
        await using var silo = NumbersHost.Silo([.. number, ("BusinessNumbers:Numbers:sales:AccessToken", "EAAtoken")]);

        Assert.Equal("default", gateway.Table.Find("whatsapp", "100")!.App);
        Assert.Equal("EAAtoken", silo.Table.Find("whatsapp", "100")!.Token!.Value);
    }

    [Fact]
    public async Task Start_SeveralAppsAndANumberThatNamesNone_IsAnError()
    {
        await using var host = new NumbersHost(
            NumberUse.Webhooks,
            ("BusinessNumbers:Apps:a:AppSecret", "app-secret-of-a"), ("BusinessNumbers:Apps:a:VerifyToken", "verify-token-of-a"),
            ("BusinessNumbers:Apps:b:AppSecret", "app-secret-of-b"), ("BusinessNumbers:Apps:b:VerifyToken", "verify-token-of-b"),
            ("BusinessNumbers:Numbers:sales:PhoneNumberId", "100"));

        Assert.Equal(["BusinessNumbers:Numbers:sales:App is missing; the apps are a, b."], Errors(host));
    }

    // A session's secret speaks for that session alone, and a part of its path is a secret too.
    [Theory]
    [InlineData(null, "a-path-secret-0123456789", false, "Numbers:support:App must name an app of its own")]
    [InlineData("nobody", "a-path-secret-0123456789", false, "Numbers:support:App must name an app of its own")]
    [InlineData("session", "too-short", false, "Apps:session:VerifyToken is a part of a session's path")]
    [InlineData("session", "a/path/secret/0123456789", false, "Apps:session:VerifyToken is a part of a session's path")]
    [InlineData("session", "a-path-secret-0123456789", true, "names the app 'session', which another number has too")]
    [InlineData("session", "a-path-secret-0123456789", false, null)]
    public async Task Start_Session_NeedsAnAppOfItsOwnWithAPathThatIsNotGuessed(string? app, string path, bool shared, string? error)
    {
        (string, string?)[] session =
        [
            ("BusinessNumbers:Apps:session:AppSecret", "a-session-secret"), ("BusinessNumbers:Apps:session:VerifyToken", path),
            ("BusinessNumbers:Numbers:support:Channel", "wasender"), ("BusinessNumbers:Numbers:support:PhoneNumberId", "1"), ("BusinessNumbers:Numbers:support:App", app),
        ];
        (string, string?)[] other = [("BusinessNumbers:Numbers:sales:PhoneNumberId", "2"), ("BusinessNumbers:Numbers:sales:App", "session")];
        await using var host = new NumbersHost(NumberUse.Webhooks, shared ? [.. session, .. other] : session);

        if (error is null)
        {
            Assert.Equal("session", host.Table.Find("wasender", "1")!.App);
        }
        else
        {
            Assert.Contains(error, Assert.Single(Errors(host)), StringComparison.Ordinal);
        }
    }

    // What stands beside it are tokens of the Cloud API.
    [Fact]
    public async Task Start_SessionWithoutAKey_DoesNotTakeATokenOfTheCloudApi()
    {
        await using var host = new NumbersHost(
            NumberUse.Sending,
            ("WhatsApp:CloudApi:AccessToken", "EAAtoken"), ("BusinessNumbers:Numbers:support:Channel", "wasender"), ("BusinessNumbers:Numbers:support:PhoneNumberId", "1"));

        Assert.Equal(["BusinessNumbers:Numbers:support:AccessToken is missing."], Errors(host));
    }

    [Fact]
    public async Task Start_PreviousSecretEqualToTheCurrent_IsTheFirstStepOfARotation()
    {
        await using var host = NumbersHost.Gateway(("Webhook:PreviousAppSecret", NumbersHost.AppSecret), ("Webhook:PreviousVerifyToken", NumbersHost.VerifyToken));

        Assert.Single(host.Table.Apps);
    }

    [Fact]
    public async Task Start_MoreThanTheBounds_IsAnError()
    {
        var apps = Enumerable.Range(0, BusinessNumbersOptions.MaxApps + 1).SelectMany(i => new (string, string?)[]
        {
            ($"BusinessNumbers:Apps:app{i}:AppSecret", $"app-secret-of-{i}"), ($"BusinessNumbers:Apps:app{i}:VerifyToken", $"verify-token-of-{i}"),
        });
        var numbers = Enumerable.Range(0, BusinessNumbersOptions.MaxNumbers + 1).SelectMany(i => new (string, string?)[]
        {
            ($"BusinessNumbers:Numbers:n{i}:PhoneNumberId", $"{i}"), ($"BusinessNumbers:Numbers:n{i}:App", "app0"),
        });
        await using var host = new NumbersHost(NumberUse.Webhooks, [.. apps, .. numbers]);

        Assert.Equal(
            ["Apps has 17 apps; at most 16 are allowed", "Numbers has 1001 numbers; at most 1000 are allowed"],
            Errors(host).Select(error => error["BusinessNumbers:".Length..].Split(',', '.')[0]));
    }

    [Fact]
    public async Task Start_RuleOfTheHost_IsToldWithTheOthers()
    {
        await using var host = new NumbersHost(NumberUse.Sending, [new NoScripts()], ("BusinessNumbers:Numbers:sales:PhoneNumberId", "100"), ("BusinessNumbers:Numbers:sales:Script", "gone"));

        Assert.Equal(["BusinessNumbers:Numbers:sales:AccessToken is missing.", "sales has no script gone"], Errors(host));
    }

    [Fact]
    public async Task Start_RegionsWithErrors_DoNotHideTheErrorsOfNumbers()
    {
        await using var host = NumbersHost.Silo(("Regions:Current", "nowhere"), ("BusinessNumbers:Numbers:sales:HomeRegion", "south"));

        // Which regions there are is told by their own section.
        Assert.Equal(["BusinessNumbers:Numbers:sales:PhoneNumberId is missing.", "BusinessNumbers:Numbers:sales:AccessToken is missing."], Errors(host));
    }

    [Fact]
    public async Task Start_UsesAddUp_BothAreChecked()
    {
        await using var host = new NumbersHost(NumberUse.Webhooks | NumberUse.Sending);

        Assert.Equal(3, Errors(host).Count);
    }

    private static IReadOnlyList<string> Errors(NumbersHost host) => [.. Assert.Throws<OptionsValidationException>(() => host.Numbers).Failures];

    private sealed class NoScripts : IBusinessNumberRule
    {
        public IEnumerable<string> Check(BusinessNumbersOptions options) => options.Numbers.Select(number => $"{number.Key} has no script {number.Value.Script}");
    }
}
