using System.Text.Json;
using CsCheck;
using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.Grains.Interfaces.Tests.Conversation;

public class StoredFormTests
{
    [Fact]
    public void Deserialize_OfASerializedState_IsTheState() => Gen.OneOf(StateGen.State, StateGen.FullState).Sample(RoundTrips, iter: 2_000);

    [Fact]
    public void Deserialize_OfAStateBeforeItsFirstMessage_IsTheState() => Assert.True(RoundTrips(new ConversationState()));

    [Fact]
    public void Deserialize_StateWithUnknownMembers_SkipsThem()
    {
        var state = ReadWith("""{"session":{"epoch":2,"startedBy":{"time":5,"order":0,"message":"m"},"mood":"x"},"future":{"a":[1]}}""");

        Assert.Equal(2, state.Session.Epoch);
    }

    /// <summary>What every build writes is missing from no document that is whole: taken for empty, it would let questions be asked again.</summary>
    [Theory]
    [InlineData("version")]
    [InlineData("session")]
    [InlineData("answers")]
    [InlineData("seen")]
    [InlineData("replies")]
    [InlineData("transcript")]
    public void Deserialize_StateWithoutWhatEveryBuildWrites_IsRefused(string member)
    {
        var state = System.Text.Json.Nodes.JsonNode.Parse(Write(new ConversationState()))!.AsObject();
        Assert.True(state.Remove(member));

        Assert.Contains(member, Assert.Throws<JsonException>(() => Read(System.Text.Encoding.UTF8.GetBytes(state.ToJsonString()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deserialize_StateOfABuildBeforeEditsHandoversAndAliases_JoinsAndChanges()
    {
        var whole = new ConversationState { Session = new Session(2, default) }.Say(new TranscriptEntry(default, 0, "east", "hi"));
        var old = System.Text.Json.Nodes.JsonNode.Parse(Write(whole))!.AsObject();
        Assert.True(old.Remove("amendments") && old.Remove("heldStatuses") && old.Remove("aliases") && old.Remove("unread"), "The members that older builds do not write.");

        var read = Read(System.Text.Encoding.UTF8.GetBytes(old.ToJsonString()));

        Assert.Equal(whole, read);
        Assert.Equal(whole, read.Join(whole));
        Assert.Single(read.Keep(StateGen.UnreadOf(1)).Join(whole).Unread);
        Assert.Single(read.Amend(new("m"), new(1, true, new("e"), null, null)).Join(whole).Amendments);
    }

    [Fact]
    public void Join_OfStatesReadFromJson_IsTheJoinOfTheStates() => Gen.Select(StateGen.State, StateGen.State).Sample(
        (a, b) => Read(Write(a)).Join(Read(Write(b))).Equals(a.Join(b)), iter: 1_000);

    // The forms of builds that seal nothing: a document of a free sender does not change.
    [Fact]
    public void Serialize_OpenContent_IsTheTextAndTheMessageAsEver()
    {
        const string Stored = """{"stamp":{"time":5,"order":0,"message":"m"},"part":0,"region":"east","text":"hi"}""";
        const string Reply = "\"content\":{\"kind\":0,\"text\":\"Your name?\",\"choices\":[]}";
        var state = ReadWith(
            """{"session":{"epoch":1,"startedBy":{"time":5,"order":0,"message":"m"}},"answers":{"name":{"stamp":{"time":5,"order":0,"message":"m"},"value":"Ann"}},"transcript":["""
            + Stored + """],"replies":{"r":{"inReplyTo":"m","stamp":{"time":5,"order":0,"message":"m"},"status":"Sending","region":"east",""" + Reply + "}}}");

        var written = System.Text.Encoding.UTF8.GetString(Write(state));

        Assert.Equal("Ann", state.AnswersBefore()["name"]);
        Assert.Equal("Your name?", state.Replies["r"].Content!.Open!.Text);
        Assert.Contains("\"value\":\"Ann\"", written, StringComparison.Ordinal);
        Assert.Contains(Stored, written, StringComparison.Ordinal);
        Assert.Contains(Reply, written, StringComparison.Ordinal);
    }

    [Fact]
    public void Serialize_SealedContent_IsThePieceAloneWithoutWhatIsRemembered()
    {
        var state = new ConversationState().Say(new TranscriptEntry(default, 0, "east", new Content("a canary", new ContentPiece("AQI", "whatsapp/1/DE.1"))));

        var written = System.Text.Encoding.UTF8.GetString(Write(state));
        var line = Assert.Single(Read(Write(state)).Transcript);

        Assert.Contains("""{"sealed":"AQI","of":"whatsapp/1/DE.1"}""", written, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", written, StringComparison.Ordinal);
        Assert.Equal(new ContentPiece("AQI", "whatsapp/1/DE.1"), line.Text.Piece);
        Assert.Null(line.Text.Open);
    }

    // The form of documents: what is written here is read by every build after this one.
    [Fact]
    public void Serialize_UnreadMessagesAndNeutralReplies_IsTheStoredForm()
    {
        const string Unread = """{"stamp":{"time":5,"order":1,"message":"~m"},"type":"text","question":"name","piece":{"sealed":"AQI","of":"whatsapp/1/DE.1"}}""";
        const string Read = """{"stamp":{"time":6,"order":0,"message":"~e"},"type":"image","isEcho":true,"read":true}""";
        const string Reply = """{"inReplyTo":"~m","stamp":{"time":5,"order":1,"message":"~m"},"part":0,"status":"Sending","region":"east","content":{"kind":0,"text":"Your city?","choices":[]},"neutral":true}""";
        var state = new ConversationState()
            .Keep(new(new(5, 1, new("~m")), "text", "name", new ContentPiece("AQI", "whatsapp/1/DE.1")))
            .Keep(new UnreadMessage(new(6, 0, new("~e")), "image", null, new ContentPiece("AQE"), IsEcho: true).AsRead())
            .Put("r", new()
            {
                InReplyTo = new("~m"), Stamp = new(5, 1, new("~m")), Status = ReplyStatus.Sending, Region = new("east"), Neutral = true,
                Content = Outbound.OutboundMessage.OfText("Your city?"),
            });

        var written = System.Text.Encoding.UTF8.GetString(Write(state));
        var stored = ReadWith(
            $$"""{"unread":{"{{SeenId.Of(new("~m"))}}":{{Unread}},"{{SeenId.Of(new("~e"))}}":{{Read}}},"replies":{"r":{{Reply}}} }""");

        Assert.Contains(Unread, written, StringComparison.Ordinal);
        Assert.Contains(Read, written, StringComparison.Ordinal);
        Assert.Contains("\"neutral\":true", written, StringComparison.Ordinal);
        Assert.Equal(state.Unread, stored.Unread);
        Assert.True(stored.Replies["r"].Neutral);
        Assert.Empty(ReadWith("{}").Unread);
        Assert.True(stored.IsUnread(new("~m")));
        Assert.False(stored.IsUnread(new("~e")));
    }

    [Theory]
    [InlineData("""{"of":"whatsapp/1/DE.1"}""")]
    [InlineData("7")]
    [InlineData("""{"sealed":7}""")]
    public void Deserialize_ContentThatIsNone_IsRefused(string content) => Assert.DoesNotContain("required", Assert.ThrowsAny<JsonException>(() => ReadWith(
        """{"transcript":[{"stamp":{"time":5,"order":0,"message":"m"},"part":0,"region":"east","text":""" + content + "}]}")).Message, StringComparison.Ordinal);

    private static bool RoundTrips(ConversationState state)
    {
        var bytes = Write(state);
        var read = Read(bytes);
        return read.Equals(state) && Write(read).AsSpan().SequenceEqual(bytes);
    }

    /// <summary>An empty state with these members.</summary>
    private static ConversationState ReadWith(string members)
    {
        var state = System.Text.Json.Nodes.JsonNode.Parse(Write(new ConversationState()))!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(members)!.AsObject())
        {
            state[name] = value?.DeepClone();
        }

        return Read(System.Text.Encoding.UTF8.GetBytes(state.ToJsonString()));
    }

    private static byte[] Write(ConversationState state) => JsonSerializer.SerializeToUtf8Bytes(state, ConversationStateJsonContext.Default.ConversationState);

    private static ConversationState Read(byte[] bytes) => JsonSerializer.Deserialize(bytes, ConversationStateJsonContext.Default.ConversationState)!;
}
