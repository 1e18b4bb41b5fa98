using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing.ConversationKeys;
using OrleansFailover.Residency.Sealing.Envelope;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Restricted;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Restricted;

/// <summary>The look into home's store of keys, on a volume that hangs.</summary>
public sealed class HomeKeysTests
{
    private readonly FakeTimeProvider time = new();
    private readonly HangingKeys store = new();
    private readonly HomeKeys keys;

    public HomeKeysTests() => keys = new(store, time, NullLogger<HomeKeys>.Instance);

    [Fact]
    public async Task Find_AVolumeThatHangs_ReturnsAtTheBoundAndLooksForNoMore()
    {
        var finding = keys.FindAsync([Conversation(1), Conversation(2)]).AsTask();
        await Eventually.True(() => store.Looks == 1, "the look");
        Assert.False(finding.IsCompleted);

        time.Advance(HomeKeys.LookBound);

        Assert.Empty(await finding);
        Assert.Equal(1, store.Looks);
    }

    // Each look that hangs keeps a thread.
    [Fact]
    public async Task Find_ManyLooksThatHang_AreBoundedAndCountAgainOnceTheyEnd()
    {
        var finding = Enumerable.Range(0, 40).Select(i => keys.FindAsync([Conversation(i)]).AsTask()).ToArray();
        await Eventually.True(() => store.Looks == 32 && finding.Count(find => find.IsCompleted) == 8, "the looks");
        time.Advance(HomeKeys.LookBound);
        await Task.WhenAll(finding);

        store.LetGo();

        await Eventually.True(async () => (await keys.FindAsync([Conversation(99)])).Count == 1, "a look that is answered");
    }

    private static ConversationId Conversation(int user) => ConversationId.Create("whatsapp", "1065", $"~eu.p{user}");

    private sealed class HangingKeys : IConversationKeys
    {
        private readonly TaskCompletionSource<ConversationPublicKey?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int looks;

        public int Looks => Volatile.Read(ref looks);

        public void LetGo() => answer.SetResult(Some());

        public Task<ConversationPublicKey?> FindAsync(string zone, ConversationId conversation, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref looks);
            return answer.Task;
        }

        public Task<ConversationPublicKey?> EnsureAsync(string zone, ConversationId conversation, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ForgetOutcome> ForgetAsync(string zone, ConversationId conversation, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RewrapResult> RewrapAsync(string zone, CancellationToken cancellationToken) => throw new NotSupportedException();

        // The public half of the test vector in docs/residency.md.
        private static ConversationPublicKey? Some() => ConversationPublicKey.TryParse(System.Buffers.Text.Base64Url.EncodeToString(
            Convert.FromHexString("04515c3d6eb9e396b904d3feca7f54fdcd0cc1e997bf375dca515ad0a6c3b4035f4536be3a50f318fbf9a5475902a221502bef0d57e08c53b2cc0a56f17d9f9354")));
    }
}
