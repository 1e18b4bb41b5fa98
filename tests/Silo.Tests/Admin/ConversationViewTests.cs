using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Silo.Admin;

namespace OrleansFailover.Silo.Tests.Admin;

public class ConversationViewTests
{
    private static readonly ConversationId Id = ConversationId.Parse("whatsapp/106540352242922/491701234567");

    private static readonly ConversationSnapshot Snapshot = new(
        Id.ToString(), "six-questions", 1, "city", new Dictionary<string, string> { ["name"] = "Ann Lee" }, ["8d3f0a Delivered eastus"],
        ["2026-11-23T22:16:00Z eastus Ann Lee", "2026-11-23T22:16:00Z westeurope "], 2, "w:7");

    [Fact]
    public void Of_Shown_HasWhatWasSaidAndTheKey()
    {
        var view = ConversationView.Of(Id, Snapshot, ContentShown.Shown);

        Assert.Equal(Id.Key, view.Key);
        Assert.Equal("Ann Lee", view.Answers["name"]);
        Assert.Equal([new ConversationTurn("2026-11-23T22:16:00Z", "eastus", "Ann Lee"), new ConversationTurn("2026-11-23T22:16:00Z", "westeurope", "")], view.Turns);
        Assert.Equal([new ConversationReply("8d3f0a", "Delivered", "eastus")], view.Replies);
    }

    [Theory]
    [InlineData("NotAsked")]
    [InlineData("AwayFromHome")]
    public void Of_NotShown_HasNeitherWhatWasSaidNorTheKey(string content)
    {
        var view = ConversationView.Of(Id, Snapshot, Enum.Parse<ContentShown>(content));

        var text = System.Text.Json.JsonSerializer.Serialize(view);
        Assert.DoesNotContain("Lee", text, StringComparison.Ordinal);
        Assert.DoesNotContain("491701234567", text, StringComparison.Ordinal);
        Assert.Equal(["eastus", "westeurope"], view.Turns.Select(turn => turn.Region));
        Assert.Equal("city", view.OpenQuestion);
    }
}
