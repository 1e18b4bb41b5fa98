using System.Net;
using System.Text.Json.Nodes;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Tests.Conversation;

namespace OrleansFailover.Silo.Tests.Admin;

/// <summary>A German, at home in westeurope, who is to be forgotten: the grains of two regions, and home's endpoint.</summary>
public sealed class ForgetEndpointTests : IAsyncDisposable
{
    private const string Phone = "491701234567";

    private static readonly object Request = new { businessNumber = "1065", user = "+49 170 1234567" };

    private readonly HomeAndAway regions = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => regions.DisposeAsync();

    [Fact]
    public async Task Forget_WhatIsKeptOfIt_IsUnreadableInEveryPlace()
    {
        await regions.StartAsync();
        await TalkAsync();
        var letter = regions.Sealed(regions.Events.Message("m3", 30, "a canary in a dead letter"));
        var pieces = Pieces();

        // The control: before, home reads all of it.
        Assert.All(new[] { "answer:name", "line:0", "event" }, part => Assert.Contains(pieces, item => item.Part == part));
        foreach (var item in pieces)
        {
            Assert.Equal(EventOpening.Opened, await OpenAsync(item));
        }

        Assert.Equal(EventOpening.Opened, (await regions.Zone.Home.OpenAsync(letter, Ct)).Opening);

        var answer = await ForgetAsync(Request);

        Assert.Equal(("Everywhere", 1, 1, 1), Numbers(answer));
        foreach (var item in pieces)
        {
            Assert.Equal(EventOpening.Never, await OpenAsync(item));
        }

        Assert.Equal(EventOpening.Never, (await regions.Zone.Home.OpenAsync(letter, Ct)).Opening);
        Assert.DoesNotContain("\"sealed\":", FakeRegion.JsonOf(regions.Home.Region.Document(regions.Key)), StringComparison.Ordinal);
        Assert.DoesNotContain("\"sealed\":", FakeRegion.JsonOf(regions.Away.Region.News[regions.Key]), StringComparison.Ordinal);
        var shown = await regions.Home.Grain(regions.Conversation).GetState();
        Assert.Empty(shown.Answers);
        Assert.All(shown.Transcript, line => Assert.EndsWith(" ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forget_WhatCameBefore_StaysADuplicateAndWhatComesNextBeginsAnew()
    {
        await regions.StartAsync();
        await TalkAsync();
        var before = regions.Home.Region.Document(regions.Key).ContentKey!;
        var said = regions.SaidAtHome.Length;
        regions.Home.Region.AddPending(regions.Sealed(regions.Events.Message("m3", 30, "red")));

        await ForgetAsync(Request);
        await regions.Home.DeliverAsync(regions.Masked(regions.Events.Message("m1", 10, "Ann")));
        await regions.Home.DeliverAsync(regions.Sealed(regions.Events.Message("m2", 20, "Bonn")));
        await regions.AtHomeAsync("m9", 90, "hello again");

        // The greeting of a new conversation, and nothing else; what had waited was forgotten, too.
        Assert.Equal(["Your name?"], regions.SaidAtHome[said..]);
        Assert.Empty(regions.Home.Region.PendingIds(regions.Key));
        var after = regions.Home.Region.Document(regions.Key);
        Assert.Empty(after.Answers);
        Assert.NotEqual(before.Half, after.ContentKey!.Half);
        Assert.True(after.ContentKey.Time > before.Time);

        await regions.AtHomeAsync("m10", 100, "Ben");
        Assert.Equal("Your city?", regions.SaidAtHome[^1]);
        foreach (var item in Pieces([regions.Home.Region.Document(regions.Key)]))
        {
            Assert.Equal(EventOpening.Opened, await OpenAsync(item));
        }
    }

    // The half that every region seals with is the new one at once: nothing that the user says next is lost to the key that is gone.
    [Fact]
    public async Task Forget_TheOtherRegionsState_HasTheNewKey()
    {
        await regions.StartAsync();
        await TalkAsync();
        var before = regions.Away.Region.News[regions.Key].ContentKey!;

        await ForgetAsync(Request);

        var after = regions.Away.Region.News[regions.Key].ContentKey!;
        Assert.NotEqual(before.Half, after.Half);
        Assert.Equal(after, before.Join(after));
    }

    [Fact]
    public async Task Forget_Again_HasNothingToForget()
    {
        await regions.StartAsync();
        await TalkAsync();
        await ForgetAsync(Request);
        var writes = regions.Home.Region.Writes.Count;

        Assert.Equal(("Everywhere", 1, 1, 0), Numbers(await ForgetAsync(Request)));
        Assert.Equal(writes, regions.Home.Region.Writes.Count);
    }

    [Fact]
    public async Task Forget_AUserWithTwoIds_IsForgottenUnderBoth()
    {
        const string UserId = "DE.13491208655302741918";
        await regions.StartAsync();
        await regions.AtHomeAsync(Of(null, "m0", 0, "hi"));
        await regions.AtHomeAsync(Of(UserId, "m1", 10, "Ann"));
        var (byPhone, byId) = (regions.Masked(Of(null, "any", 0, "")).Conversation, regions.Masked(Of(UserId, "any", 0, "")).Conversation);
        await ConversationSilo.UntilAsync("the move of the phone's conversation", () => regions.Home.Region.Document(byPhone.Key).Moved?.To == byId.Key);

        foreach (var user in new[] { Phone, UserId })
        {
            var answer = await ForgetAsync(new { businessNumber = "1065", user });

            Assert.Equal(new[] { byPhone.ToString(), byId.ToString() }.Order(), answer["conversations"]!.AsArray().Select(name => (string)name!).Order());
        }

        Assert.Empty(regions.Home.Region.Document(byId.Key).Answers);
        Assert.All(regions.Home.Region.Document(byId.Key).Transcript, line => Assert.True(line.Forgotten));
        Assert.All(regions.Home.Region.Document(byPhone.Key).Transcript, line => Assert.True(line.Forgotten));
    }

    [Fact]
    public async Task Forget_AFreeSender_EmptiesTheStatesAndSaysThatThisIsAll()
    {
        var hi = new Events("12125550001").Message("f0", 0, "a canary");
        await regions.StartAsync();
        await regions.AtHomeAsync(hi);
        Assert.Contains("canary", FakeRegion.JsonOf(regions.Away.Region.News[hi.Conversation.Key]), StringComparison.Ordinal);

        Assert.Equal(("States", 1, 0, 1), Numbers(await ForgetAsync(new { businessNumber = "1065", user = "12125550001" })));

        Assert.DoesNotContain("canary", FakeRegion.JsonOf(regions.Home.Region.Document(hi.Conversation.Key)), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", FakeRegion.JsonOf(regions.Away.Region.News[hi.Conversation.Key]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forget_AwayFromHome_IsRefusedAndForgetsNothing()
    {
        await regions.StartAsync();
        await TalkAsync();
        await using var host = await ForgetHost.StartAsync(regions.Zone.Settings("eastus"), regions.Away.Grains);

        using var answer = await host.ForgetAsync(Request);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Ask a silo of westeurope", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, problem, StringComparison.Ordinal);
        foreach (var item in Pieces())
        {
            Assert.Equal(EventOpening.Opened, await OpenAsync(item));
        }
    }

    [Fact]
    public async Task Forget_WithoutTheStoreOfKeys_IsToBeAskedAgain()
    {
        await regions.StartAsync();
        await TalkAsync();
        var settings = regions.Zone.Settings("westeurope");
        settings["Residency:Sealing:KeyDirectory"] = settings["Residency:Zones:0:Keys:0:PrivateKeyFile"];
        await using var host = await ForgetHost.StartAsync(settings, regions.Home.Grains);

        using var answer = await host.ForgetAsync(Request);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("Ann", (await regions.Home.Grain(regions.Conversation).GetState()).Answers["name"]);
    }

    [Theory]
    [InlineData(null, "491701234567")]
    [InlineData("1065", " ")]
    [InlineData("1065", "49/170")]
    public async Task Forget_NobodyInParticular_IsRefused(string? businessNumber, string? user)
    {
        await regions.StartAsync();
        await using var host = await ForgetHost.StartAsync(regions.Zone.Settings("westeurope"), regions.Home.Grains);

        using var answer = await host.ForgetAsync(new { businessNumber, user });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    // An answer at home, and one that waits for home because it came while none was up.
    private async Task TalkAsync()
    {
        await regions.AtHomeAsync("m0", 0, "hi");
        await regions.AtHomeAsync("m1", 10, "Ann");
        await regions.LoseHomeAsync();
        await regions.AwayAsync("m2", 20, "Bonn");
        regions.ReturnHome();
    }

    private async Task<JsonNode> ForgetAsync(object request)
    {
        await using var host = await ForgetHost.StartAsync(regions.Zone.Settings("westeurope"), regions.Home.Grains);
        using var answer = await host.ForgetAsync(request);
        var body = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode is HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!;
    }

    private static (string Reach, int Conversations, int Keys, int States) Numbers(JsonNode answer) =>
        ((string)answer["reach"]!, answer["conversations"]!.AsArray().Count, (int)answer["keysDestroyed"]!, (int)answer["statesEmptied"]!);

    /// <summary>Every piece that any region keeps, with where it belongs.</summary>
    private List<(ContentPiece Piece, MessageId Message, string Part)> Pieces() =>
        Pieces([regions.Home.Region.Document(regions.Key), regions.Away.Region.Document(regions.Key), regions.Home.Region.News[regions.Key], regions.Away.Region.News[regions.Key]]);

    private static List<(ContentPiece Piece, MessageId Message, string Part)> Pieces(ConversationState[] kept) =>
    [
        .. kept.SelectMany(Contents.PiecesOf).Select(item => (item.Piece, item.Message, item.Part)),
        .. kept.SelectMany(state => state.Unread.Values).Where(message => message.Piece is not null).Select(message => (message.Piece!, message.Stamp.Message, SealedContent.Part)),
    ];

    private async Task<EventOpening> OpenAsync((ContentPiece Piece, MessageId Message, string Part) item) =>
        (await regions.Zone.HomeContents.OpenAsync(regions.Conversation, item.Message, item.Part, item.Piece, Ct)).Opening;

    private static InboundEvent Of(string? userId, string id, int second, string text) =>
        new Events(userId ?? Phone).Message(id, second, text) with { Sender = new Sender { Phone = Phone, UserId = userId } };
}
