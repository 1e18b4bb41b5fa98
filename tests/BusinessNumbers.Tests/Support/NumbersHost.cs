using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Reload;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.BusinessNumbers.Tests.Support;

/// <summary>The business numbers as a host registers them, in regions west, north and east.</summary>
internal sealed class NumbersHost : IAsyncDisposable
{
    public const string AppSecret = "app-secret-of-the-default";
    public const string VerifyToken = "verify-token-of-the-default";

    private readonly ServiceProvider services;

    public NumbersHost(NumberUse use, params (string Key, string? Value)[] settings)
        : this(use, [], settings)
    {
    }

    public NumbersHost(NumberUse use, IEnumerable<IBusinessNumberRule> rules, params (string Key, string? Value)[] settings)
    {
        Settings = new(settings);
        IConfigurationBuilder builder = new ConfigurationBuilder();
        var configuration = builder.AddInMemoryCollection(Regions).Add(Settings).Build();
        var collection = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Time)
            .AddRegions(configuration)
            .AddSingleton<IRegionNotes>(Notes)
            .AddBusinessNumbers(use, configuration);
        foreach (var rule in rules)
        {
            collection.AddSingleton(rule);
        }

        services = collection.BuildServiceProvider();
    }

    public static Dictionary<string, string?> Regions { get; } = new()
    {
        ["Regions:Current"] = "west",
        ["Regions:All:0:Name"] = "west",
        ["Regions:All:0:Redis"] = "127.0.0.1:1",
        ["Regions:All:1:Name"] = "north",
        ["Regions:All:1:Redis"] = "127.0.0.1:1",
        ["Regions:All:2:Name"] = "east",
        ["Regions:All:2:Redis"] = "127.0.0.1:1",
    };

    public TestTime Time { get; } = new();

    public ChangingSettings Settings { get; }

    public CapturedLogs Logs { get; } = new();

    public FakeRegionNotes Notes { get; } = new();

    public ReloadableNumbers Numbers => Get<ReloadableNumbers>();

    public BusinessNumberTable Table => Numbers.Current;

    public CredentialBoard Board => Get<CredentialBoard>();

    /// <summary>A gateway of one app, with more settings.</summary>
    public static NumbersHost Gateway(params (string Key, string? Value)[] settings) =>
        new(NumberUse.Webhooks, [("Webhook:AppSecret", AppSecret), ("Webhook:VerifyToken", VerifyToken), .. settings]);

    /// <summary>A silo, with the settings of its numbers.</summary>
    public static NumbersHost Silo(params (string Key, string? Value)[] settings) => new(NumberUse.Sending, settings);

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task<HealthReportEntry> HealthAsync(string check) =>
        (await Get<HealthCheckService>().CheckHealthAsync(registration => registration.Name == check, TestContext.Current.CancellationToken)).Entries[check];

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
