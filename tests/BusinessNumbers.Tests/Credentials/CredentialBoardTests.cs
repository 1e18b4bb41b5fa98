using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Tests.Support;

namespace OrleansFailover.BusinessNumbers.Tests.Credentials;

public sealed class CredentialBoardTests
{
    private const string Token = "BusinessNumbers:Numbers:shop:AccessToken";

    [Fact]
    public async Task Current_BeforeAnything_EveryConfiguredTokenIsUnknown()
    {
        await using var host = Shop(("BusinessNumbers:Numbers:help:PhoneNumberId", "200"), ("BusinessNumbers:Numbers:help:AccessToken", "EAAhelp"));

        Assert.Equal(["help:Unknown", "shop:Unknown"], host.Board.Current().Select(pair => $"{pair.Key}:{pair.Value.State}"));
    }

    [Fact]
    public async Task Record_NewestOutcome_Stays()
    {
        await using var host = Shop();
        var credential = host.Table.CredentialOf("whatsapp", "100");

        host.Board.Record(credential, CredentialState.Accepted);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        host.Board.Record(credential, CredentialState.Rejected, "190");

        Assert.Equal(new CredentialFinding(CredentialState.Rejected, credential.Token!.Fingerprint, host.Time.GetUtcNow(), "190"), host.Board.Current()["shop"]);
    }

    [Fact]
    public async Task Reload_AnotherToken_WhatWasFoundOfTheOldOneSaysNothing()
    {
        await using var host = Shop();
        host.Board.Record(host.Table.CredentialOf("whatsapp", "100"), CredentialState.Rejected, "190");
        Assert.Equal(CredentialState.Rejected, host.Board.Current()["shop"].State);

        host.Settings.Change((Token, "EAAnew"));

        Assert.Equal(CredentialState.Unknown, host.Board.Current()["shop"].State);
    }

    [Fact]
    public async Task Adopt_NewerAndOlder_TheNewerStays()
    {
        await using var host = Shop();
        var credential = host.Table.CredentialOf("whatsapp", "100");
        host.Board.Record(credential, CredentialState.Accepted);
        var (token, now) = (credential.Token!.Fingerprint, host.Time.GetUtcNow());

        host.Board.Adopt("shop", new(CredentialState.Rejected, token, now - TimeSpan.FromSeconds(1), "190"));
        Assert.Equal(CredentialState.Accepted, host.Board.Current()["shop"].State);

        host.Board.Adopt("shop", new(CredentialState.Rejected, token, now + TimeSpan.FromSeconds(1), "190"));
        Assert.Equal(CredentialState.Rejected, host.Board.Current()["shop"].State);
    }

    [Fact]
    public async Task Record_NumberWithoutAToken_IsMissingUntilItIsConfigured()
    {
        await using var host = NumbersHost.Silo(("WhatsApp:CloudApi:AccessTokens:100", "EAA"));
        host.Board.Record(host.Table.CredentialOf("whatsapp", "7"), CredentialState.Missing);
        Assert.Equal(["100:Unknown", "7:Missing"], host.Board.Current().Select(pair => $"{pair.Key}:{pair.Value.State}"));

        host.Settings.Change(("WhatsApp:CloudApi:AccessTokens:7", "EAA7"));

        Assert.Equal(["100:Unknown", "7:Unknown"], host.Board.Current().Select(pair => $"{pair.Key}:{pair.Value.State}"));
    }

    [Fact]
    public async Task Record_NamesWithoutEnd_AreBounded()
    {
        await using var host = NumbersHost.Silo(("WhatsApp:CloudApi:AccessTokens:1", "EAA"));

        for (var i = 2; i < 10_000; i++)
        {
            host.Board.Record(new($"{i}", $"{i}", null), CredentialState.Missing);
        }

        Assert.InRange(host.Board.Current().Count, 1000, 2001);
    }

    private static NumbersHost Shop(params (string Key, string? Value)[] more) =>
        NumbersHost.Silo([("BusinessNumbers:Numbers:shop:PhoneNumberId", "100"), (Token, "EAAold"), .. more]);
}
