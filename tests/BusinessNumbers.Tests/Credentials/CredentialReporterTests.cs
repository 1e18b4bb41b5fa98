using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Tests.Support;

namespace OrleansFailover.BusinessNumbers.Tests.Credentials;

/// <summary>What silos find out, on its way to each other and to the gateways of their region.</summary>
public sealed class CredentialReporterTests
{
    private static readonly (string, string?)[] Numbers =
    [
        ("BusinessNumbers:Numbers:shop:PhoneNumberId", "100"), ("BusinessNumbers:Numbers:shop:AccessToken", "EAAshop"),
        ("BusinessNumbers:Numbers:help:PhoneNumberId", "200"), ("BusinessNumbers:Numbers:help:AccessToken", "EAAhelp"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Exchange_TwoSilos_BothKnowWhatEitherFound()
    {
        var notes = new FakeRegionNotes();
        await using var first = NumbersHost.Silo(Numbers);
        await using var second = NumbersHost.Silo(Numbers);
        first.Board.Record(first.Table.CredentialOf("whatsapp", "100"), CredentialState.Accepted);
        second.Board.Record(second.Table.CredentialOf("whatsapp", "200"), CredentialState.Rejected, "190");

        await Reporter(first, notes).ExchangeAsync(Ct);
        await Reporter(second, notes).ExchangeAsync(Ct);
        await Reporter(first, notes).ExchangeAsync(Ct);

        Assert.All([first, second], host => Assert.Equal(
            ["help:Rejected", "shop:Accepted"], host.Board.Current().Select(pair => $"{pair.Key}:{pair.Value.State}")));
        Assert.DoesNotContain("EAA", notes.Notes["credentials"], StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(3), notes.Expiry);
    }

    [Fact]
    public async Task Exchange_NothingNew_WritesNothing()
    {
        var notes = new FakeRegionNotes();
        await using var silo = NumbersHost.Silo(Numbers);

        await Reporter(silo, notes).ExchangeAsync(Ct);
        await Reporter(silo, notes).ExchangeAsync(Ct);

        Assert.Equal(1, notes.Writes);
    }

    [Fact]
    public async Task Exchange_NoteOfAnotherBuild_IsReplaced()
    {
        var notes = new FakeRegionNotes { Notes = { ["credentials"] = "[1,2" } };
        await using var silo = NumbersHost.Silo(Numbers);
        silo.Board.Record(silo.Table.CredentialOf("whatsapp", "100"), CredentialState.Accepted);

        await Reporter(silo, notes).ExchangeAsync(Ct);

        Assert.Equal(CredentialState.Accepted, CredentialNote.Read(notes.Notes["credentials"])["shop"].State);
    }

    [Fact]
    public async Task Loop_NotesBreak_IsLoggedAndGoesOn()
    {
        await using var silo = NumbersHost.Silo(Numbers);
        silo.Notes.Throws = true;
        using var reporter = Reporter(silo, silo.Notes);
        await reporter.StartAsync(Ct);
        await Eventually.True(() => silo.Logs.Of(6003).Count == 1 && silo.Time.LoopsOf(CredentialHealth.ExchangeInterval) == 1, "the first failure");

        silo.Notes.Throws = false;
        silo.Time.Advance(CredentialHealth.ExchangeInterval);
        await Eventually.True(() => silo.Notes.Writes == 1, "the next exchange");

        await reporter.StopAsync(Ct);
    }

    [Fact]
    public async Task Gateway_NumbersOfTheRegion_TellsWhatItsSilosFound()
    {
        var notes = new FakeRegionNotes();
        await using var silo = NumbersHost.Silo(Numbers);
        await using var gateway = NumbersHost.Gateway(("BusinessNumbers:Numbers:shop:PhoneNumberId", "100"), ("BusinessNumbers:Numbers:help:PhoneNumberId", "200"));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(gateway, notes)).Status);

        silo.Board.Record(silo.Table.CredentialOf("whatsapp", "100"), CredentialState.Rejected, "190");
        await Reporter(silo, notes).ExchangeAsync(Ct);
        var one = await CheckAsync(gateway, notes);
        silo.Board.Record(silo.Table.CredentialOf("whatsapp", "200"), CredentialState.Rejected, "10");
        await Reporter(silo, notes).ExchangeAsync(Ct);
        var all = await CheckAsync(gateway, notes);

        Assert.Equal(HealthStatus.Healthy, one.Status);
        Assert.StartsWith("1 rejected, 1 unknown (shop: rejected with 190", one.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Unhealthy, all.Status);
        Assert.StartsWith("no number of this region can send: 2 rejected (help: rejected with 10", all.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_NumberThatIsNotConfiguredAnyMore_DoesNotCount()
    {
        var notes = new FakeRegionNotes();
        await using var silo = NumbersHost.Silo(Numbers);
        await using var gateway = NumbersHost.Gateway(("BusinessNumbers:Numbers:help:PhoneNumberId", "200"));
        silo.Board.Record(silo.Table.CredentialOf("whatsapp", "100"), CredentialState.Accepted);
        silo.Board.Record(silo.Table.CredentialOf("whatsapp", "200"), CredentialState.Rejected, "190");

        await Reporter(silo, notes).ExchangeAsync(Ct);

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(gateway, notes)).Status);
    }

    [Fact]
    public async Task Gateway_NoNumbersConfigured_TellsOfTheCommonToken()
    {
        var notes = new FakeRegionNotes();
        await using var silo = NumbersHost.Silo(("WhatsApp:CloudApi:AccessToken", "EAAcommon"));
        await using var gateway = NumbersHost.Gateway();
        silo.Board.Record(silo.Table.CredentialOf("whatsapp", "7"), CredentialState.Rejected, "190");

        await Reporter(silo, notes).ExchangeAsync(Ct);

        Assert.StartsWith("no number of this region can send: 1 rejected (default:", (await CheckAsync(gateway, notes)).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_RedisDoesNotAnswer_IsUnknownAndHealthy()
    {
        await using var gateway = NumbersHost.Gateway();

        var result = await CheckAsync(gateway, new() { Answers = false });

        Assert.Equal((HealthStatus.Healthy, "unknown: this region's Redis does not answer"), (result.Status, result.Description));
    }

    private static CredentialReporter Reporter(NumbersHost host, FakeRegionNotes notes) =>
        new(host.Board, notes, host.Time, host.Get<ILogger<CredentialReporter>>());

    private static Task<HealthCheckResult> CheckAsync(NumbersHost gateway, FakeRegionNotes notes) =>
        new GatewayCredentialsCheck(notes, gateway.Numbers).CheckHealthAsync(new(), Ct);
}
