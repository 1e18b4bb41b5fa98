using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Residency.Rules;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.ConversationKeys;
using OrleansFailover.Residency.Sealing.Keys;

namespace OrleansFailover.Residency.Tests.Sealing;

/// <summary>The sealing of one region's host. Zones eu and uk are at home in westeurope, us in eastus.</summary>
internal sealed class SealingHost : IDisposable
{
    private readonly ServiceProvider services;

    /// <param name="eu">The keys of zone eu, the current one first; a minus before a name is for a retired one.</param>
    public SealingHost(
        string region, string? folder = null, TimeProvider? time = null, string eu = "eu-1", string settings = "", Action<IServiceCollection>? replace = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(time ?? new FakeTimeProvider(new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero)));
        replace?.Invoke(collection);
        services = collection.AddResidencySealing(Configuration(region, string.Join('\n', Zones(region, eu), folder is null ? "" : $"Sealing:KeyDirectory={folder}", settings)))
            .BuildServiceProvider();
    }

    public ResidencyPolicy Policy => services.GetRequiredService<ResidencyPolicy>();

    public ISealer Sealer => services.GetRequiredService<ISealer>();

    public IOpener Opener => services.GetRequiredService<IOpener>();

    public IConversationKeys Keys => services.GetRequiredService<IConversationKeys>();

    public IConversationKeyStore Store => services.GetRequiredService<IConversationKeyStore>();

    public UnwrappedKeys Unwrapped => services.GetRequiredService<UnwrappedKeys>();

    public static SealingHost Home(TestFolder folder, TimeProvider? time = null, string eu = "eu-1", string settings = "", Action<IServiceCollection>? replace = null) =>
        new("westeurope", folder.Path, time, eu, settings, replace);

    public static SealingHost Away(TimeProvider? time = null, string eu = "eu-1", TestFolder? folder = null) => new("eastus", folder?.Path ?? "unused", time, eu);

    /// <summary>Everything that is wrong, as a host would tell at its start.</summary>
    public static IReadOnlyList<string> Errors(string region, string residency)
    {
        using var services = new ServiceCollection().AddResidencySealing(Configuration(region, residency)).BuildServiceProvider();
        List<string> errors = [];
        foreach (var read in new Action[]
        {
            () => _ = services.GetRequiredService<IOptions<ResidencyOptions>>().Value, () => _ = services.GetRequiredService<IOptions<SealingOptions>>().Value,
        })
        {
            try
            {
                read();
            }
            catch (OptionsValidationException exception)
            {
                errors.AddRange(exception.Failures);
            }
        }

        return errors;
    }

    public void Dispose() => services.Dispose();

    private static string Zones(string region, string eu) => $"""
        Zones:0:Name=eu
        Zones:0:Regions:0=westeurope
        Zones:1:Name=uk
        Zones:1:Regions:0=westeurope
        Zones:2:Name=us
        Zones:2:Regions:0=eastus
        Rules:0:Name=german
        Rules:0:Zone=eu
        Rules:0:Countries:0=DE
        Rules:1:Name=british
        Rules:1:Zone=uk
        Rules:1:Countries:0=GB
        Rules:2:Name=american
        Rules:2:Zone=us
        Rules:2:Countries:0=US
        {KeyLines(0, region == "westeurope", eu.Split(' '))}
        {KeyLines(1, region == "westeurope", "uk-1")}
        {KeyLines(2, region == "eastus", "us-1")}
        """;

    private static string KeyLines(int zone, bool home, params string[] names) => string.Join('\n', names.Select((text, i) =>
    {
        var (name, use) = text.StartsWith('-') ? (text[1..], ZoneKeyUse.Retired) : (text, i == 0 ? ZoneKeyUse.Current : ZoneKeyUse.Accepted);
        return $"Zones:{zone}:Keys:{i}:Use={use}\nZones:{zone}:Keys:{i}:PublicKeyFile={TestKeys.PublicFile(name)}"
            + (!home || use is ZoneKeyUse.Retired ? "" : name.StartsWith("vault", StringComparison.Ordinal)
                ? $"\nZones:{zone}:Keys:{i}:VaultKey={FakeVault.AddressOf(name)}"
                : $"\nZones:{zone}:Keys:{i}:PrivateKeyFile={TestKeys.PrivateFile(name)}");
    }));

    private static IConfiguration Configuration(string region, string residency) => new ConfigurationBuilder()
        .AddConfiguration(Rules.Sections.Configuration(residency)).AddInMemoryCollection([KeyValuePair.Create("Regions:Current", (string?)region)]).Build();
}
