using Microsoft.Extensions.Configuration;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.Residency.Masking;
using OrleansFailover.Residency.Rules;
using OrleansFailover.Silo.Away;

namespace OrleansFailover.Silo.Tests.Away;

public sealed class AwayHandlingTests
{
    private static readonly IdMask Mask = new("a key of the masks, thirty-two bytes"u8);

    [Theory]
    [InlineData(PeerHealth.Healthy, false, EventHandling.Leave)]
    [InlineData(PeerHealth.Inconclusive, false, EventHandling.Leave)]
    [InlineData(PeerHealth.Unhealthy, false, EventHandling.Mask)]
    [InlineData(PeerHealth.Healthy, true, EventHandling.Leave)]
    [InlineData(PeerHealth.Unhealthy, true, EventHandling.Hold)]
    public void Of_AnEventOfAnotherRegionsZone_GoesByItsHomesHealthAndItsRule(PeerHealth home, bool homeOnly, EventHandling expected) =>
        Assert.Equal(expected, Handling(home, "eu", homeOnly));

    // A zone that is gone has no home that could return: nothing is taken in its name.
    [Fact]
    public void Of_AnEventOfAZoneThatIsNotConfigured_IsLeft() => Assert.Equal(EventHandling.Leave, Handling(PeerHealth.Unhealthy, "us", homeOnly: false));

    private static EventHandling Handling(PeerHealth home, string zone, bool homeOnly) =>
        new AwayHandling(Policy(), new Homes(home), new ThisRegion(new RegionId("eastus"))).Of(new InboundEvent
        {
            Conversation = ConversationId.Create("whatsapp", "1065", Mask.OfUser(zone, "491701234567")),
            Id = new MessageId("m"),
            ChannelTime = DateTimeOffset.UnixEpoch,
            Sealed = new SealedContent { Zone = zone, Type = "text", Piece = "AQ" },
            Receipt = new Receipt { Region = new RegionId("eastus"), ReceivedAt = DateTimeOffset.UnixEpoch },
            HomeOnly = homeOnly,
        });

    private static ResidencyPolicy Policy() => ResidencyPolicy.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Regions:Current"] = "eastus",
        ["Regions:All:0:Name"] = "eastus",
        ["Regions:All:1:Name"] = "westeurope",
        ["Residency:Zones:0:Name"] = "eu",
        ["Residency:Zones:0:Regions:0"] = "westeurope",
        ["Residency:Rules:0:Name"] = "german",
        ["Residency:Rules:0:Zone"] = "eu",
        ["Residency:Rules:0:Countries:0"] = "DE",
    }).Build());

    private sealed class Homes(PeerHealth home) : IPeerHealth
    {
        public PeerHealth Of(RegionId region) => home;

        public long? NewestIncarnationOf(RegionId region) => null;

        public bool IsRecovering(RegionId region) => false;

        public DateTimeOffset? SilentSince(RegionId region) => null;
    }
}
