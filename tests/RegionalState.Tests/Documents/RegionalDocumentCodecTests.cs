using System.Text;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Tests.Storage;

namespace OrleansFailover.RegionalState.Tests.Documents;

public class RegionalDocumentCodecTests
{
    private const string Key = "whatsapp/1065/4917";

    private const string Golden =
        """{"id":"eastus","pk":"whatsapp/1065/4917","schema":1,"head":"w1:12","written":{"w0":9,"w1":12},"state":{"notes":["café"],"version":{"counters":{}}}}""";

    private static readonly RegionId East = new("eastus");

    private static readonly NoteState State = new() { Notes = ["café"], Version = Vector(("w0", 9), ("w1", 12)) };

    private readonly RegionalDocumentCodec codec = Codec();

    [Fact]
    public void Encode_State_HasTheGoldenBytes()
    {
        var document = codec.Encode(Key, East, State);

        Assert.Equal(Golden, Encoding.UTF8.GetString(document.Content.Span));
        Assert.Equal((Key, East, new VersionStamp("w1", 12), State.Version), (document.Key, document.Region, document.Head, document.Version));
    }

    [Fact]
    public void ReadState_OfTheGoldenBytes_IsTheState()
    {
        var document = codec.ReadHeader(Encoding.UTF8.GetBytes(Golden));
        var state = codec.ReadState<NoteState>(document);

        Assert.Equal((Key, East, new VersionStamp("w1", 12), State.Version), (document.Key, document.Region, document.Head, document.Version));
        Assert.Equal(State.Notes, state.Notes);
        Assert.Equal(State.Version, state.Version);
    }

    [Fact]
    public void ReadState_ConversationUnderItsContext_IsTheState()
    {
        var contexts = new RegionalDocumentCodec(new StateJson([ConversationStateJsonContext.Default], JsonSerializerOptions.Web), 1, 10_000);
        var state = new ConversationState { Version = Vector(("w", 1)), Session = new Session(3, new Stamp(5, 0, new MessageId("m"))) };

        var document = contexts.Encode(Key, East, state);

        Assert.Equal(state, contexts.ReadState<ConversationState>(contexts.ReadHeader(document.Content)));
        // The context's options hold, not the general ones: null members are left out.
        Assert.DoesNotContain("null", Encoding.UTF8.GetString(document.Content.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"eastus","pk":"k","schema":1,"head":"w:1","written":{"w":1},"state":{"notes":["a"],"mood":{"x":[1]}},"_rid":"r","_etag":"e","_ts":1}""")]
    [InlineData("""{"_self":{"a":[{"state":1}]},"state":{"notes":["a"]},"written":{"w":1},"head":"w:1","schema":1,"pk":"k","id":"eastus"}""")]
    public void ReadHeader_UnknownMembersAndAnyOrder_IsRead(string json)
    {
        var document = codec.ReadHeader(Encoding.UTF8.GetBytes(json));

        Assert.Equal(("k", East, new VersionStamp("w", 1)), (document.Key, document.Region, document.Head));
        Assert.Equal(["a"], codec.ReadState<NoteState>(document).Notes);
    }

    [Fact]
    public void ReadHeader_DocumentWithABrokenState_DoesNotTouchTheState()
    {
        var cut = Encoding.UTF8.GetBytes(Golden[..(Golden.IndexOf("\"state\":", StringComparison.Ordinal) + 12)]);

        var document = codec.ReadHeader(cut);

        Assert.Equal(new VersionStamp("w1", 12), document.Head);
        Assert.Throws<InvalidDataException>(() => codec.ReadState<NoteState>(document));
    }

    [Theory]
    [InlineData("""{"id":"eastus","pk":"k","schema":2,"head":{"of":"another form"},"written":[],"state":{}}""")]
    [InlineData("""{"schema":2}""")]
    public void ReadHeader_NewerSchema_IsRefusedBeforeAnythingElseIsRead(string json) =>
        Assert.Throws<NewerSchemaException>(() => codec.ReadHeader(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void ReadState_NewerSchema_IsRefused()
    {
        var newer = Codec(schema: 2).Encode(Key, East, State);

        Assert.Throws<NewerSchemaException>(() => codec.ReadState<NoteState>(newer));
        Assert.Equal(State.Notes, Codec(schema: 3).ReadState<NoteState>(newer).Notes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"id":"eastus","pk":"k","schema":1,"written":{},"state":{}}""")]
    [InlineData("""{"id":"eastus","pk":"k","schema":1,"head":"nocolon","written":{},"state":{}}""")]
    [InlineData("""{"id":"eastus","pk":"k","schema":"one","head":"w:1","written":{},"state":{}}""")]
    public void ReadHeader_NotADocument_IsInvalidData(string json) =>
        Assert.Throws<InvalidDataException>(() => codec.ReadHeader(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void ReadState_WrongTypes_SaysNothingOfTheContent()
    {
        var document = codec.ReadHeader(Encoding.UTF8.GetBytes("""{"id":"eastus","pk":"k","schema":1,"head":"w:1","written":{"w":1},"state":{"notes":"secret text"}}"""));

        var error = Assert.Throws<InvalidDataException>(() => codec.ReadState<NoteState>(document));

        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_TooLarge_NamesSizeLimitAndNextStep()
    {
        var size = codec.Encode(Key, East, State).Content.Length;

        var error = Assert.Throws<StateTooLargeException>(() => Codec(maxBytes: size - 1).Encode(Key, East, State));

        Assert.Contains($"{size} bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains($"MaxDocumentBytes is {size - 1}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4917", error.Message, StringComparison.Ordinal);
        Assert.Equal(size, Codec(maxBytes: size).Encode(Key, East, State).Content.Length);
    }

    [Fact]
    public void Encode_StateThatNobodyWrote_IsRefused() =>
        Assert.Throws<ArgumentException>(() => codec.Encode(Key, East, new NoteState()));

    private static RegionalDocumentCodec Codec(int schema = 1, int maxBytes = 10_000) => new(new StateJson([], JsonSerializerOptions.Web), schema, maxBytes);

    private static VersionVector Vector(params (string Writer, long Counter)[] counters) => VersionVector.Empty with
    {
        Counters = VersionVector.Empty.Counters.SetItems(counters.Select(entry => KeyValuePair.Create(entry.Writer, entry.Counter))),
    };
}
