using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Residency;
using OrleansFailover.Residency.Masking;
using OrleansFailover.Silo.Channels.CloudApi;
using OrleansFailover.Silo.Tests.Channels.CloudApi;

namespace OrleansFailover.Silo.Tests.Channels;

public sealed class MaskedRecipientTests
{
    private static readonly IdMask Mask = new("a key of the masks, thirty-two bytes"u8);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SenderHost.Phone, null, "to", SenderHost.Phone)]
    [InlineData(null, SenderHost.UserId, "recipient", SenderHost.UserId)]
    [InlineData(SenderHost.Phone, SenderHost.UserId, "to", SenderHost.Phone)]
    public async Task Send_AMaskedAddress_ReachesTheUserAndTheChannelsIdComesBackMasked(string? phone, string? userId, string member, string expected)
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var services = Services(peer);

        var result = await services.GetRequiredService<IReplySender>().SendAsync(Masked(Mask, phone, userId), Ct);

        Assert.Equal(new SendResult(SendOutcome.Accepted, Mask.OfMessage("wamid.HBgMNDkxNzAxMjM0NTY3")), result);
        using var body = JsonDocument.Parse(Assert.Single(peer.Requests).Body);
        Assert.Equal(expected, body.RootElement.GetProperty(member).GetString());

        // The mask of a message is nothing that the channel knows.
        Assert.False(body.RootElement.TryGetProperty("context", out _));
    }

    [Fact]
    public async Task Send_AMaskOfAnotherKey_GoesNowhere()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var services = Services(peer);

        var result = await services.GetRequiredService<IReplySender>().SendAsync(Masked(new IdMask("another key of the masks, 32 bytes."u8), SenderHost.Phone, null), Ct);

        Assert.Equal(new SendResult(SendOutcome.Rejected, Reason: "masked-recipient"), result);
        Assert.Empty(peer.Requests);
    }

    [Fact]
    public async Task Acknowledge_AMaskedMessage_ShowsTheChannelNothing()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var services = Services(peer);
        var reply = Masked(Mask, SenderHost.Phone, null);

        await services.GetRequiredService<IReplySender>().AcknowledgeAsync(reply.Conversation, reply.InReplyTo, Ct);

        Assert.Empty(peer.Requests);
    }

    private static OutboundReply Masked(IdMask mask, string? phone, string? userId)
    {
        var reply = SenderHost.Reply(phone: phone, userId: userId);
        return reply with
        {
            Conversation = ConversationId.Create("whatsapp", reply.Conversation.BusinessNumberId, mask.OfUser("eu", userId ?? phone!)),
            Address = new ReplyAddress(phone is null ? null : mask.OfUser("eu", phone), userId is null ? null : mask.OfUser("eu", userId), default),
            InReplyTo = mask.OfMessage(reply.InReplyTo),
        };
    }

    private static ServiceProvider Services(CloudApiPeer peer)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Residency:IdKey"] = "a key of the masks, thirty-two bytes",
            ["WhatsApp:CloudApi:BaseAddress"] = peer.Address.AbsoluteUri,
            ["WhatsApp:CloudApi:AccessToken"] = CloudApiPeer.Token,
            ["WhatsApp:CloudApi:QuoteMessage"] = "true",
        }).Build();
        return new ServiceCollection().AddLogging().AddSingleton(new ThisRegion(new RegionId("eastus")))
            .AddRestrictedSenders(configuration).AddCloudApiReplySender(configuration).BuildServiceProvider();
    }
}
