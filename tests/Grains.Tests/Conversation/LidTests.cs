using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A user of a linked session, who shows as a phone number, as a lid, or as both. The conversation has no rules of its own for that.</summary>
public sealed class LidTests : IAsyncLifetime
{
    private const string Phone = "491701234567";
    private const string Lid = "998877@lid";

    private readonly ConversationSilo silo = new();

    public ValueTask InitializeAsync() => silo.InitializeAsync();

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task Turn_LidThatShowsItsNumber_GoesOnWhereTheNumberWas()
    {
        await SayAsync("1", "hi", Phone, null);
        await SayAsync("2", "Ann", Phone, null);
        await SayAsync("3", "Bonn", Phone, Lid);
        await SayAsync("4", "red", null, Lid);

        Assert.Equal(["Your name?", "Your city?", "Your colour?", "Done: Ann, Bonn, red"], silo.Region.Sent.Select(reply => reply.Content.Text));

        // Where it goes: the number, once it is known, also when only the lid is shown.
        Assert.All(silo.Region.Sent, reply => Assert.Equal(Phone, reply.Address.Phone));
    }

    private async Task SayAsync(string id, string text, string? phone, string? lid)
    {
        await silo.DeliverAsync(new Events().Message(id, int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) * 10, text) with
        {
            Conversation = ConversationId.Create("wasender", "session1", lid ?? phone!),
            Sender = new Sender { Phone = phone, UserId = lid },
        });
        await ConversationSilo.UntilAsync($"the reply to {text}", () => silo.Region.Sent.Any(reply => reply.InReplyTo.Value == id));
    }
}
