using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Conversation;

/// <summary>What was said is let go of, for good; what was seen stays.</summary>
public sealed partial class ConversationGrain
{
    public async Task<IReadOnlyList<ConversationId>> GetOthers()
    {
        readDue = true;
        await OpenAsync([], primaryUnreachable: false, CancellationToken.None);
        List<ConversationId> found = NextHome() is { } home ? [home] : [];
        foreach (var other in Identities.OthersOf(storage.State, id).Select(userId => Identities.With(id, userId)).Where(other => !found.Contains(other)).ToList())
        {
            // Somebody else may have that id by now.
            if ((await others.ReadAsync(other, CancellationToken.None)).Moved?.To == Key)
            {
                found.Add(other);
            }
        }

        return found;
    }

    public async Task<bool> Forget()
    {
        // What this process remembers is readable whatever becomes of the keys.
        openedUnread.Clear();
        contents.Forget();
        contentKey = null;
        readDue = true;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await OpenAsync([], primaryUnreachable: false, CancellationToken.None);
                var before = storage.State;
                var after = before.Forget();
                if (after.Equals(before))
                {
                    return false;
                }

                // With the new half in the state no region goes on sealing with the one that is gone.
                var key = restricted ? await ContentKeyAsync(after, CancellationToken.None) : null;
                await KeepAsync(before, after with { ContentKey = key ?? after.ContentKey }, CancellationToken.None);
                return true;
            }
            catch (Exception exception) when (attempt < options.MaxAttempts && exception is not OperationCanceledException)
            {
                logger.TurnRetried(id, attempt, exception);
                readDue = true;
                await Task.Delay(options.RetryPause * attempt, time, CancellationToken.None);
            }
        }
    }
}
