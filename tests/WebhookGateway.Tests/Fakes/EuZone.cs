using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency;
using OrleansFailover.Residency.Events;
using OrleansFailover.Residency.Sealing.ConversationKeys;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>A zone with Germans in it, at home in westeurope, and what its home opens with.</summary>
internal sealed class EuZone : IDisposable
{
    private static readonly Lazy<RSA> OneKey = new(() => RSA.Create(3072));
    private static readonly Lazy<RSA> AnotherKey = new(() => RSA.Create(3072));

    private readonly TempFolder folder = new();
    private readonly RSA key;
    private readonly ServiceProvider home;
    private readonly ServiceProvider away;

    /// <param name="withAnotherKey">True for a zone of the same name whose home cannot open what is sealed for the usual one.</param>
    public EuZone(bool withAnotherKey = false)
    {
        key = (withAnotherKey ? AnotherKey : OneKey).Value;
        File.WriteAllText(folder.Sub("eu.key.pem"), key.ExportPkcs8PrivateKeyPem());
        (home, away) = (HostOf("westeurope"), HostOf("eastus"));
    }

    /// <summary>The seals of a host at home.</summary>
    public IEventSeals Home => home.GetRequiredService<IEventSeals>();

    /// <summary>The seals of a host of the other region.</summary>
    public IEventSeals Away => away.GetRequiredService<IEventSeals>();

    /// <summary>What seals and opens states at home.</summary>
    public IContentSeals HomeContents => home.GetRequiredService<IContentSeals>();

    /// <summary>What seals states in the other region.</summary>
    public IContentSeals AwayContents => away.GetRequiredService<IContentSeals>();

    /// <summary>What opens at home what is no event.</summary>
    public PartSeals HomeParts => home.GetRequiredService<PartSeals>();

    /// <summary>What seals in the other region what is no event.</summary>
    public PartSeals AwayParts => away.GetRequiredService<PartSeals>();

    /// <summary>Home's keys of conversations.</summary>
    public IConversationKeys Keys => home.GetRequiredService<IConversationKeys>();

    /// <summary>An event as every gateway masks it.</summary>
    public InboundEvent Masked(InboundEvent item) => away.GetRequiredService<ResidentEvents>().Of(item).Event;

    /// <summary>The settings of a region's hosts.</summary>
    public Dictionary<string, string?> Settings(string region, string whenHomeIsDown = "Mask")
    {
        var settings = new Dictionary<string, string?>
        {
            ["Regions:Current"] = region,
            ["Regions:All:0:Name"] = "eastus",
            ["Regions:All:1:Name"] = "westeurope",
            ["Residency:IdKey"] = "a key of the masks, thirty-two bytes",
            ["Residency:Zones:0:Name"] = "eu",
            ["Residency:Zones:0:Regions:0"] = "westeurope",
            ["Residency:Zones:0:Keys:0:Use"] = "Current",
            ["Residency:Zones:0:Keys:0:PublicKey"] = key.ExportSubjectPublicKeyInfoPem(),
            ["Residency:Rules:0:Name"] = "german",
            ["Residency:Rules:0:Zone"] = "eu",
            ["Residency:Rules:0:Countries:0"] = "DE",
            ["Residency:Rules:0:WhenHomeIsDown"] = whenHomeIsDown,
        };
        if (region == "westeurope")
        {
            settings["Residency:Zones:0:Keys:0:PrivateKeyFile"] = folder.Sub("eu.key.pem");
            settings["Residency:Sealing:KeyDirectory"] = folder.Sub("keys");
        }

        return settings;
    }

    public void Dispose()
    {
        home.Dispose();
        away.Dispose();
        folder.Dispose();
    }

    private ServiceProvider HostOf(string region) => new ServiceCollection()
        .AddRestrictedSenders(new ConfigurationBuilder().AddInMemoryCollection(Settings(region)).Build())
        .BuildServiceProvider();
}
