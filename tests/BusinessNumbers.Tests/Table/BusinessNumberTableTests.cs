using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.BusinessNumbers.Tests.Support;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.BusinessNumbers.Tests.Table;

public sealed class BusinessNumberTableTests
{
    [Fact]
    public async Task Table_OfEverything_HasEachNumberWithWhatItNames()
    {
        await using var host = new NumbersHost(
            NumberUse.Webhooks | NumberUse.Sending,
            ("BusinessNumbers:Apps:SALES:AppSecret", "app-secret-of-sales"), ("BusinessNumbers:Apps:SALES:VerifyToken", "verify-token-of-sales"),
            ("BusinessNumbers:Apps:care:AppSecret", "app-secret-of-care"), ("BusinessNumbers:Apps:care:VerifyToken", "verify-token-of-care"),
            ("BusinessNumbers:Numbers:SHOP:PhoneNumberId", "100"), ("BusinessNumbers:Numbers:SHOP:App", "SALES"), ("BusinessNumbers:Numbers:SHOP:AccessToken", "EAAshop"),
            ("BusinessNumbers:Numbers:SHOP:Script", "order"), ("BusinessNumbers:Numbers:SHOP:HomeRegion", "north"), ("BusinessNumbers:Numbers:SHOP:PreviousHomeRegion", "west"),
            ("BusinessNumbers:Numbers:help:PhoneNumberId", "200"), ("BusinessNumbers:Numbers:help:App", "care"), ("WhatsApp:CloudApi:AccessToken", "EAAcommon"));

        var table = host.Table;

        Assert.Equal(["care", "sales"], table.Apps.Select(app => app.Name));
        Assert.Equal(
            [
                new BusinessNumber("help", "whatsapp", "200", "care", new AccessToken("EAAcommon"), null, null, null),
                new BusinessNumber("shop", "whatsapp", "100", "sales", new AccessToken("EAAshop"), "order", new RegionId("north"), new RegionId("west")),
            ],
            table.Numbers);
        Assert.Same(table.Numbers[1], table.Find("whatsapp", "100"));
        Assert.Null(table.Find("whatsapp", "300"));
        Assert.True(table.Serves("whatsapp", "200"));
        Assert.False(table.Serves("whatsapp", "300") || table.Serves("fax", "200"));
        Assert.Equal("sales", table.FindApp("Sales")!.Name);
        Assert.Equal(["help", "shop"], table.Credentials.Select(credential => credential.Name));
    }

    [Fact]
    public async Task Table_NoNumbers_ServesEveryNumberWithItsOwnOrTheCommonToken()
    {
        await using var host = NumbersHost.Silo(("WhatsApp:CloudApi:AccessToken", "EAAcommon"), ("WhatsApp:CloudApi:AccessTokens:100", "EAAown"));

        Assert.True(host.Table.Serves("whatsapp", "7"));
        Assert.Equal(new NumberCredential("100", "100", new AccessToken("EAAown")), host.Table.CredentialOf("whatsapp", "100"));
        Assert.Equal(new NumberCredential("default", null, new AccessToken("EAAcommon")), host.Table.CredentialOf("whatsapp", "7"));
        Assert.Equal(["100", "default"], host.Table.Credentials.Select(credential => credential.Name));
    }

    [Fact]
    public async Task CredentialOf_NumberWithoutAny_HasNoToken()
    {
        await using var host = NumbersHost.Silo(("WhatsApp:CloudApi:AccessTokens:100", "EAAown"));

        Assert.Null(host.Table.CredentialOf("whatsapp", "7").Token);
    }

    [Fact]
    public async Task HomeRegions_OfKeys_AreTheNumbersOrTheFirstOfTheOrder()
    {
        await using var host = NumbersHost.Gateway(
            ("BusinessNumbers:Numbers:shop:PhoneNumberId", "100"), ("BusinessNumbers:Numbers:shop:HomeRegion", "north"), ("BusinessNumbers:Numbers:shop:PreviousHomeRegion", "east"),
            ("BusinessNumbers:Numbers:help:PhoneNumberId", "200"));
        var homes = host.Get<RegionalState.Regions.IPrimaryRegionPolicy>();

        Assert.Equal((new RegionId("north"), new RegionId("east")), (homes.PrimaryOf(Key("100")), homes.PreviousPrimaryOf(Key("100"))));
        Assert.Equal((new RegionId("west"), null), (homes.PrimaryOf(Key("200")), homes.PreviousPrimaryOf(Key("200"))));
        Assert.All([Key("300"), "no-key", "whatsapp/100", ""], key => Assert.Equal((new RegionId("west"), null), (homes.PrimaryOf(key), homes.PreviousPrimaryOf(key))));
    }

    [Fact]
    public async Task NumberScripts_OfConversations_FollowAReload()
    {
        await using var host = NumbersHost.Gateway(("BusinessNumbers:Numbers:shop:PhoneNumberId", "100"), ("BusinessNumbers:Numbers:shop:Script", "order"));
        var scripts = host.Get<IScriptAssignment>();
        Assert.Equal("order", scripts.ScriptOf(ConversationId.Create("whatsapp", "100", "u")));
        Assert.Null(scripts.ScriptOf(ConversationId.Create("whatsapp", "200", "u")));

        host.Settings.Change(("BusinessNumbers:Numbers:shop:Script", "appointment"));

        Assert.Equal("appointment", scripts.ScriptOf(ConversationId.Create("whatsapp", "100", "u")));
    }

    [Fact]
    public async Task Fingerprint_AnyValueChanges_IsAnother()
    {
        (string, string?)[] settings =
        [
            ("Webhook:AppSecret", "app-secret-1"), ("Webhook:PreviousAppSecret", "app-secret-0"), ("Webhook:VerifyToken", "verify-token-1"), ("Webhook:PreviousVerifyToken", "verify-token-0"),
            ("WhatsApp:CloudApi:AccessToken", "EAA1"), ("WhatsApp:CloudApi:AccessTokens:9", "EAA2"),
            ("BusinessNumbers:Numbers:shop:PhoneNumberId", "100"), ("BusinessNumbers:Numbers:shop:AccessToken", "EAA3"), ("BusinessNumbers:Numbers:shop:Script", "order"),
            ("BusinessNumbers:Numbers:shop:HomeRegion", "west"),
        ];
        var seen = new HashSet<string> { await FingerprintAsync(settings) };
        Assert.False(seen.Add(await FingerprintAsync(settings)));

        (string, string?)[] changes =
        [
            ("Webhook:AppSecret", "app-secret-x"), ("Webhook:PreviousAppSecret", "app-secret-y"), ("Webhook:VerifyToken", "verify-token-x"), ("Webhook:PreviousVerifyToken", null),
            ("WhatsApp:CloudApi:AccessToken", "EAAx"), ("WhatsApp:CloudApi:AccessTokens:9", "EAAx"),
            ("BusinessNumbers:Numbers:shop:PhoneNumberId", "101"), ("BusinessNumbers:Numbers:shop:AccessToken", "EAAx"), ("BusinessNumbers:Numbers:shop:Script", "appointment"),
            ("BusinessNumbers:Numbers:shop:HomeRegion", "east"), ("BusinessNumbers:Numbers:shop:PreviousHomeRegion", "north"),
        ];
        foreach (var change in changes)
        {
            Assert.True(seen.Add(await FingerprintAsync([.. settings.Where(setting => setting.Item1 != change.Item1), change])), change.Item1);
        }
    }

    [Fact]
    public void AccessToken_Printed_DoesNotShowItself()
    {
        var credential = new NumberCredential("shop", "100", new AccessToken("EAAsecret"));
        var number = new BusinessNumber("shop", "whatsapp", "100", null, new AccessToken("EAAsecret"), null, null, null);

        Assert.DoesNotContain("EAAsecret", $"{credential} {number} {credential.Token}", StringComparison.Ordinal);
        Assert.Contains(new AccessToken("EAAsecret").Fingerprint, $"{credential}", StringComparison.Ordinal);
        Assert.NotEqual(new AccessToken("EAAsecret").Fingerprint, new AccessToken("EAAsecreT").Fingerprint);
    }

    private static string Key(string number) => ConversationId.Create("whatsapp", number, "491701234567").Key;

    private static async Task<string> FingerprintAsync((string, string?)[] settings)
    {
        await using var host = new NumbersHost(NumberUse.Webhooks | NumberUse.Sending, settings);
        return host.Table.Fingerprint;
    }
}
