using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Reload;
using OrleansFailover.BusinessNumbers.Secrets;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.Silo.Channels.CloudApi;

namespace OrleansFailover.BusinessNumbers.Tests.Support;

/// <summary>A region's silo without its grains: secrets of a vault, numbers, sender, probe and report, registered as its program does it.</summary>
internal sealed class RegionSilo : IAsyncDisposable
{
    /// <summary>How often a region reads the vault.</summary>
    public static readonly TimeSpan Interval = new SecretSourceOptions().VaultInterval;

    private readonly IHost host;
    private int users;

    private RegionSilo(IHost host, CapturedLogs logs, FakeRegionNotes notes) => (this.host, Logs, Notes) = (host, logs, notes);

    public CapturedLogs Logs { get; }

    public FakeRegionNotes Notes { get; }

    public BusinessNumberTable Table => Get<ReloadableNumbers>().Current;

    public static async Task<RegionSilo> StartAsync(string region, ISecretVault vault, TestTime time, Uri channel, params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        var logs = new CapturedLogs();
        var notes = new FakeRegionNotes();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Configuration.AddInMemoryCollection(NumbersHost.Regions)
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Regions:Current"] = region,
                ["WhatsApp:CloudApi:BaseAddress"] = channel.AbsoluteUri,
                ["WhatsApp:CloudApi:MaxRetries"] = "0",

                // The clock is moved while requests are under way.
                ["WhatsApp:CloudApi:AttemptTimeout"] = "00:01:00",
                ["WhatsApp:CloudApi:TotalTimeout"] = "00:05:00",
            })
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IRegionNotes>(notes);
        builder.Services.AddOptions<SecretSourceOptions>();
        builder.AddVault(vault, new SecretSourceOptions(), time);
        builder.Services
            .AddRegions(builder.Configuration)
            .AddBusinessNumbers(NumberUse.Sending, builder.Configuration)
            .AddCloudApiReplySender(builder.Configuration)
            .AddCredentialReport();
        var host = builder.Build();
        var options = host.Services.GetRequiredService<IOptions<CloudApiOptions>>().Value;
        var (readings, exchanges) = (time.LoopsOf(Interval) + 1, time.LoopsOf(CredentialHealth.ExchangeInterval) + (options.ProbeInterval > TimeSpan.Zero ? 2 : 1));
        await host.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.True(
            () => time.LoopsOf(Interval) >= readings && time.LoopsOf(CredentialHealth.ExchangeInterval) >= exchanges, $"the loops of {region}");
        return new(host, logs, notes);
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>Sends a reply to another user each time, so that no limit of one conversation is in the way.</summary>
    public Task<SendResult> SendAsync(string number)
    {
        var user = $"49170{Interlocked.Increment(ref users):0000000}";
        return Get<IReplySender>().SendAsync(
            new OutboundReply(
                ConversationId.Create("whatsapp", number, user), Guid.NewGuid().ToString("n"), new ReplyAddress(user, null, default), OutboundMessage.OfText("hello"),
                new MessageId("wamid.1")),
            TestContext.Current.CancellationToken);
    }

    public async Task<HealthReportEntry> HealthAsync(string check) =>
        (await Get<HealthCheckService>().CheckHealthAsync(registration => registration.Name == check, TestContext.Current.CancellationToken)).Entries[check];

    /// <summary>What a gateway of the region says of its credentials, with the numbers that it knows.</summary>
    public Task<HealthCheckResult> GatewayHealthAsync() =>
        new GatewayCredentialsCheck(Notes, Get<IBusinessNumbers>()).CheckHealthAsync(new(), TestContext.Current.CancellationToken);

    /// <summary>Waits for the table to be as it should be.</summary>
    public Task UntilAsync(Func<BusinessNumberTable, bool> condition, string phase) => Eventually.True(() => condition(Table), phase);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }
}
