using System.Buffers.Text;
using System.Text;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A whole talk at home, in westeurope, and every byte of it that reaches the other region.</summary>
public sealed class SealedAbroadTests : IAsyncDisposable
{
    private const string Restricted = "491701234567";
    private const string Free = "12125550001";

    private readonly EuZone zone = new();
    private readonly ConversationSilo away;

    public SealedAbroadTests()
    {
        away = new("eastus") { Seals = zone.Away, Contents = zone.AwayContents };
        away.Region.KeepsJson = true;
    }

    public async ValueTask DisposeAsync()
    {
        await away.DisposeAsync();
        zone.Dispose();
    }

    [Fact]
    public async Task Talk_OfARestrictedSender_BringsNothingReadableToTheOtherRegion()
    {
        await using var home = HomeOf(zone.HomeContents);
        await TalkAsync(home, Restricted);

        Assert.Equal(["pending", "state"], away.Region.Brought.Select(item => item.Kind).Distinct().Order());
        foreach (var text in new[] { "canary", Restricted, "Your name?", "Done: " })
        {
            Assert.Empty(KindsThatSay(text));
        }

        // The other region takes the conversation over: it knows how far it came, keeps what it was told as it was, and says nothing.
        await away.InitializeAsync();
        var conversation = zone.Masked(new Events(Restricted).Message("m", 0, "")).Conversation;
        await away.Grain(conversation).TakeOver();
        var shown = await away.Grain(conversation).GetState();
        Assert.Equal(["city", "colour", "name"], shown.Answers.Keys.Order());
        Assert.All(shown.Answers.Values, answer => Assert.Equal("(sealed)", answer));
        Assert.All(shown.Transcript, line => Assert.EndsWith(" (sealed)", line, StringComparison.Ordinal));
        Assert.Empty(away.Region.Tried);
        Assert.DoesNotContain("canary", FakeRegion.JsonOf(away.Region.Document(conversation.Key)), StringComparison.Ordinal);
    }

    // The controls: what is looked for is found where nothing is sealed, in each kind of what is kept.
    [Fact]
    public async Task Talk_OfAFreeSender_BringsAllOfIt()
    {
        await using var home = HomeOf(zone.HomeContents);
        await TalkAsync(home, Free);

        Assert.Equal(["pending", "state"], KindsThatSay("canary"));
        Assert.Equal(["pending", "state"], KindsThatSay(Free));
        Assert.Equal(["state"], KindsThatSay("Your name?"));
    }

    [Fact]
    public async Task Talk_OfARestrictedSenderWhereStatesAreNotSealed_BringsItInThem()
    {
        await using var home = HomeOf(contents: null);
        await TalkAsync(home, Restricted);

        Assert.Equal(["state"], KindsThatSay("canary"));
    }

    private ConversationSilo HomeOf(IContentSeals? contents)
    {
        var home = new ConversationSilo("westeurope") { Seals = zone.Home, Contents = contents };
        home.Region.KeepsJson = true;
        home.Region.Peer = away.Region;
        return home;
    }

    /// <summary>Three questions, an edit, a reply that leaves with the second try, and an activation that ends before the last answer.</summary>
    private async Task TalkAsync(ConversationSilo home, string user)
    {
        await home.InitializeAsync();
        await SayAsync("canary-0", 0, "hi, canary");
        await SayAsync("canary-1", 10, "canary Ann");
        await home.DeliverAsync(Masked(events => events.Edit("canary-2", 20, "canary-1", "canary Anna")));
        await ConversationSilo.UntilAsync("the edit", () => News().Amendments.Count == 1);

        home.Region.SendOutcomes.Enqueue(SendOutcome.NotSent);
        await SayAsync("canary-3", 30, "canary Bonn");
        Assert.Equal(home.Region.Sent.Count + 1, home.Region.Tried.Count);
        await ConversationSilo.UntilAsync("nothing open", () => News().Replies.Values.All(reply => reply.Content is null));

        await home.DeactivateAllAsync();
        await SayAsync("canary-4", 40, "canary red");
        Assert.Equal("Done: canary Anna, canary Bonn, canary red", home.Region.Sent.Last().Content.Text);
        await ConversationSilo.UntilAsync("the end recorded", () => News().Replies.Values.All(reply => reply.Content is null) && News().Answers.Count == 3);

        async Task SayAsync(string id, int second, string text)
        {
            var item = Masked(events => events.Message(id, second, text));
            await home.DeliverAsync(item);
            await ConversationSilo.UntilAsync($"the reply to {text}", () => home.Region.Sent.Any(reply => reply.InReplyTo == item.Id));
        }

        InboundEvent Masked(Func<Events, InboundEvent> make)
        {
            var item = make(new Events(user));
            return zone.Masked(item with { Sender = item.Sender! with { ProfileName = "canary Ann K." } });
        }

        ConversationState News() => away.Region.News[Masked(events => events.Message("m", 0, "")).Conversation.Key];
    }

    /// <summary>The kinds of what came over that hold a text, as it is or in base64.</summary>
    private List<string> KindsThatSay(string text)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(text), .. Enumerable.Range(0, 3).Select(shift => InBase64(text, shift))];
        return [.. away.Region.Brought.Where(item => forms.Any(form => item.Bytes.Span.IndexOf(form) >= 0)).Select(item => item.Kind).Distinct().Order()];
    }

    // The characters that depend on the text alone, wherever in a group of three bytes it begins.
    private static byte[] InBase64(string text, int shift)
    {
        var encoded = Base64Url.EncodeToString([.. new byte[shift], .. Encoding.UTF8.GetBytes(text)]);
        var whole = encoded[((shift * 4 + 2) / 3)..^1];
        return Encoding.ASCII.GetBytes(whole.Length >= 6 ? whole : throw new InvalidOperationException($"{text} is too short to be looked for in base64."));
    }
}
