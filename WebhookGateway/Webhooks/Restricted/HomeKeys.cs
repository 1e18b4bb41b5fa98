using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Diagnostics;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing.ConversationKeys;

namespace OrleansFailover.WebhookGateway.Webhooks.Restricted;

/// <summary>Looks up the public halves of conversations' keys in home's store, which must never hold a webhook up. Safe for concurrent use.</summary>
/// <remarks>Read at each webhook and not remembered: with a half that was forgotten meanwhile a message would be sealed for nobody.</remarks>
internal sealed class HomeKeys(IConversationKeys keys, TimeProvider timeProvider, ILogger<HomeKeys> logger)
{
    /// <summary>How long a webhook waits for all of its halves.</summary>
    public static readonly TimeSpan LookBound = TimeSpan.FromMilliseconds(250);

    // A volume that hangs keeps the thread of each look; more than these it does not get.
    private const int MaxLooks = 32;

    private readonly LineLimit lines = new(LineLimit.PerSecond, timeProvider);
    private int looks;

    /// <summary>The half of each conversation that has one and could be asked for in time; the others are sealed for the zone. Throws nothing.</summary>
    /// <param name="conversations">Masked ones, whose zones are at home here.</param>
    public async ValueTask<IReadOnlyDictionary<ConversationId, ContentKey>> FindAsync(IEnumerable<ConversationId> conversations)
    {
        using var deadline = new CancellationTokenSource(LookBound, timeProvider);
        Dictionary<ConversationId, ContentKey> found = [];
        foreach (var conversation in conversations)
        {
            if (await FindAsync(conversation, deadline.Token) is { } key)
            {
                found[conversation] = key;
            }
        }

        return found;
    }

    private async Task<ContentKey?> FindAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        try
        {
            return cancellationToken.IsCancellationRequested ? Missed(null) : await LookAsync(conversation).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConversationKeyStoreException)
        {
            return Missed(exception);
        }
    }

    // Not stopped with the webhook: it gives its place back when the store lets it go.
    private async Task<ContentKey?> LookAsync(ConversationId conversation)
    {
        try
        {
            if (Interlocked.Increment(ref looks) > MaxLooks)
            {
                return Missed(null);
            }

            // On a thread of its own: opening a file on a volume that hangs does not return.
            var half = await Task.Run(() => keys.FindAsync(MaskedId.ZoneOf(conversation.UserId)!, conversation, CancellationToken.None));
            return half is null ? null : new ContentKey(half.ToString(), timeProvider.GetUtcNow().ToUnixTimeMilliseconds());
        }
        finally
        {
            Interlocked.Decrement(ref looks);
        }
    }

    private ContentKey? Missed(Exception? exception)
    {
        if (lines.TryPass("missed") is { } line)
        {
            logger.HomeKeyMissed(line.Count, exception);
        }

        return null;
    }
}
