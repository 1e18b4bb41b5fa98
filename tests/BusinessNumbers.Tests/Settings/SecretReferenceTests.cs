using OrleansFailover.BusinessNumbers.Tests.Support;

namespace OrleansFailover.BusinessNumbers.Tests.Settings;

public sealed class SecretReferenceTests
{
    [Fact]
    public async Task Reference_EverySecret_IsTheValueOfTheNamedKey()
    {
        await using var host = new NumbersHost(
            NumberUse.Webhooks | NumberUse.Sending,
            ("Webhook:AppSecret", "secret:keys:app"), ("Webhook:VerifyToken", "secret:keys:verify"),
            ("Webhook:PreviousAppSecret", "secret:keys:old-app"), ("Webhook:PreviousVerifyToken", "secret:keys:old-verify"),
            ("BusinessNumbers:Numbers:a:PhoneNumberId", "1"), ("BusinessNumbers:Numbers:a:AccessToken", "secret:keys:token"),
            ("BusinessNumbers:Numbers:b:PhoneNumberId", "2"), ("BusinessNumbers:Numbers:b:AccessToken", "secret:keys:token"),
            ("BusinessNumbers:Numbers:c:PhoneNumberId", "3"), ("WhatsApp:CloudApi:AccessTokens:3", "secret:keys:own"),
            ("BusinessNumbers:Numbers:d:PhoneNumberId", "4"), ("WhatsApp:CloudApi:AccessToken", "secret:keys:common"),
            ("keys:app", "the-app-secret"), ("keys:old-app", "the-old-app-secret"), ("keys:verify", "the-verify-token"), ("keys:old-verify", "the-old-verify-token"),
            ("keys:token", "EAAshared"), ("keys:own", "EAAown"), ("keys:common", "EAAcommon"));

        var app = Assert.Single(host.Table.Apps);
        Assert.Equal("the-app-secret"u8, app.Secret.Span);
        Assert.Equal("the-old-app-secret"u8, app.PreviousSecret!.Value.Span);
        Assert.True(app.AcceptsVerifyToken("the-verify-token") && app.AcceptsVerifyToken("the-old-verify-token") && !app.AcceptsVerifyToken("secret:keys:verify"));
        Assert.Equal(["EAAshared", "EAAshared", "EAAown", "EAAcommon"], host.Table.Numbers.Select(number => number.Token!.Value));
    }

    [Fact]
    public async Task Reference_SharedSecretChangesInOnePlace_EveryNumberHasIt()
    {
        await using var host = NumbersHost.Silo(
            ("BusinessNumbers:Numbers:a:PhoneNumberId", "1"), ("BusinessNumbers:Numbers:a:AccessToken", "secret:shared"),
            ("BusinessNumbers:Numbers:b:PhoneNumberId", "2"), ("BusinessNumbers:Numbers:b:AccessToken", "secret:shared"), ("shared", "EAAold"));
        Assert.Equal(["EAAold", "EAAold"], host.Table.Numbers.Select(number => number.Token!.Value));

        host.Settings.Change(("shared", "EAAnew"));

        Assert.Equal(["EAAnew", "EAAnew"], host.Table.Numbers.Select(number => number.Token!.Value));
    }

    [Theory]
    [InlineData("secret:")]
    [InlineData("secret:nowhere")]
    [InlineData("secret:empty")]
    [InlineData("secret:chain")]
    public async Task Reference_NoValue_IsRefusedAtReload(string reference)
    {
        await using var host = NumbersHost.Silo(
            ("BusinessNumbers:Numbers:a:PhoneNumberId", "1"), ("BusinessNumbers:Numbers:a:AccessToken", "EAAold"), ("empty", ""), ("chain", "secret:empty"));
        Assert.NotNull(host.Table);

        host.Settings.Change(("BusinessNumbers:Numbers:a:AccessToken", reference));

        Assert.Equal("EAAold", Assert.Single(host.Table.Numbers).Token!.Value);
        Assert.Contains("Numbers:a:AccessToken refers to the secret", Assert.Single(host.Logs.Of(6001)), StringComparison.Ordinal);
    }
}
