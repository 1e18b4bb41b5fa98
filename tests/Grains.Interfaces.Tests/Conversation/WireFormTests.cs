using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Interfaces.Tests.Conversation;

/// <summary>States between the silos of a region: a call that takes in the conversation of another id carries one.</summary>
public sealed class WireFormTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private Serializer Serializer => services.GetRequiredService<Serializer>();

    public void Dispose() => services.Dispose();

    [Fact]
    public void Deserialize_Content_KeepsWhatIsOpenAndWhatIsSealed() => StateGen.Said.Sample(
        said => RoundTrip(said) is var read && read?.Open == said?.Open && read?.Piece == said?.Piece, iter: 500);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Deserialize_ReplyContent_KeepsWhatIsOpenAndWhatIsSealed(bool isOpen, bool isSealed)
    {
        var content = new ReplyContent(isOpen ? OutboundMessage.OfText("hi") : null, isSealed ? new("AQI", "whatsapp/1/DE.1") : null);

        var read = RoundTrip(content)!;

        Assert.Equal((content.Open, content.Piece), (read.Open, read.Piece));
    }

    [Fact]
    public void Deserialize_State_IsTheStateWithWhatIsRemembered() => Gen.OneOf(StateGen.State, StateGen.FullState).Sample(
        state => RoundTrip(state) is { } read && read.Equals(state)
            && state.Answers.All(answer => read.Answers[answer.Key].Value?.Open == answer.Value.Value?.Open)
            && state.Transcript.Zip(read.Transcript).All(lines => lines.First.Text.Open == lines.Second.Text.Open), iter: 300);

    // Between a silo that knows no pieces and one that does, such a call fails, and the turn is taken again later: nothing is misread.
    [Fact]
    public void Deserialize_AnswerOfABuildWithoutPieces_IsRefusedEitherWay()
    {
        var old = new OldAnswer(default, "Ann");
        Assert.Equal(old, RoundTrip(old));

        Assert.ThrowsAny<SerializerException>(() => Serializer.Deserialize<AnswerRegister>(Serializer.SerializeToArray(old)));
        Assert.ThrowsAny<SerializerException>(() => Serializer.Deserialize<OldAnswer>(Serializer.SerializeToArray(new AnswerRegister(default, "Ann"))));
    }

    private T? RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value));
}
