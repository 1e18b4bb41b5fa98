using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.Streams.Core;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Replies;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Conversation;

/// <summary>
/// One conversation. A turn: open (read the standby copies, claim), apply, keep (own document, then standby copies), send, record.
/// Nothing is sent before the turn is kept.
/// </summary>
[ImplicitStreamSubscription(InboundStreamNames.Namespace)]
public sealed partial class ConversationGrain : Grain, IConversationGrain, IStreamSubscriptionObserver, IAsyncObserver<InboundEvent>
{
    /// <summary>The name of the state in its storage.</summary>
    public const string StateName = "conversation";

    private readonly IPersistentState<ConversationState> storage;
    private readonly IOtherConversations others;
    private readonly IStandbyCopies<ConversationState> standby;
    private readonly IEventSeals seals;
    private readonly IContentSeals contentSeals;
    private readonly IEventHandling handling;
    private readonly ContentReader contents;
    private readonly bool restricted;
    private readonly ConversationOptions options;
    private readonly ThisRegion region;
    private readonly IConversationMoves moves;
    private readonly TimeProvider time;
    private readonly ConversationMetrics metrics;
    private readonly ILogger logger;
    private readonly ConversationId id;
    private readonly IConversationScript script;
    private readonly IReplySender sender;
    private readonly Outbox outbox;

    // What was applied here and is not settled yet: its pending copies go with the next record.
    private readonly HashSet<MessageId> unsettled = [];

    // Statuses that were applied: their pending copies go with the next record, or alone when there is none for a while.
    private readonly HashSet<MessageId> applied = [];
    private IGrainTimer? housekeeping;
    private long lastTurn;
    private long lastLook;
    private bool unwritten;
    private bool readDue;

    public ConversationGrain(
        IGrainContext context,
        [PersistentState(StateName, ConversationStorage.Name)] IPersistentState<ConversationState> storage,
        IStandbyCopies<ConversationState> standby,
        IOtherConversations others,
        IEventSeals seals,
        IContentSeals contentSeals,
        IEventHandling handling,
        IReplySender sender,
        IScriptCatalog scripts,
        IOptions<ConversationOptions> options,
        ThisRegion region,
        IConversationMoves moves,
        TimeProvider time,
        ConversationMetrics metrics,
        ILogger<ConversationGrain> logger)
        : base(context)
    {
        this.storage = storage;
        this.standby = standby;
        this.others = others;
        this.seals = seals;
        this.contentSeals = contentSeals;
        this.handling = handling;
        this.sender = sender;
        this.options = options.Value;
        this.region = region;
        this.moves = moves;
        this.time = time;
        this.metrics = metrics;
        this.logger = logger;
        id = ConversationId.Parse(context.GrainId.Key.ToString()!);
        restricted = contentSeals.IsRestricted(id);
        contents = new ContentReader(id, contentSeals, metrics);
        script = scripts.ForConversation(id);
        outbox = new Outbox(id, sender, contents, script.WindowTemplate, time, metrics, logger);
        lastLook = time.GetTimestamp();
    }

    private string Key => id.Key;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<InboundEvent>().ResumeAsync(this);

    /// <summary>One event from the inbound log. When this throws, the log delivers the event again.</summary>
    public Task OnNextAsync(InboundEvent item, StreamSequenceToken? token = null) => TakeTurnAsync(item, CancellationToken.None);

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex)
    {
        logger.StreamFailed(id, ex);
        return Task.CompletedTask;
    }

    public async Task TakeOver()
    {
        await TakeTurnAsync(null, CancellationToken.None);
        await SettleDoubtAsync(CancellationToken.None);
    }

    public async Task<ConversationSnapshot> GetState() => Snapshots.Of(id, await contents.ShowAsync(storage.State, CancellationToken.None), script);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        housekeeping?.Dispose();
        await FlushAsync(cancellationToken);
        metrics.RepliesUnsent(id, null);
    }

    private async Task TakeTurnAsync(InboundEvent? incoming, CancellationToken cancellationToken)
    {
        if (incoming is { Sealed: not null } && seals.IsForHere(incoming))
        {
            incoming = await OpenSealedAsync(incoming, cancellationToken);
        }

        if (incoming?.Status is { } status && NextHome() is null && TurnEngine.Find(storage.State, status) is not null)
        {
            // A status of a reply that this activation knows needs no claim, no look elsewhere and no write.
            await ApplyAsync(new TurnPlan([incoming], [], [], Wait: false), [], incoming, pending: 0, primaryUnreachable: false, cancellationToken);
            return;
        }

        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                do
                {
                    // Each time anew: home can return while a turn waits.
                    if (incoming is { Sealed: not null } && !seals.IsForHere(incoming) && await LeftToHomeAsync(incoming, cancellationToken))
                    {
                        return;
                    }
                }
                while (!await TryOrPauseAsync(incoming, time.GetElapsedTime(started), cancellationToken));

                metrics.TurnTaken(time.GetElapsedTime(started));
                return;
            }
            catch (TurnFaultException)
            {
                // Another try at once would fail alike. The log counts it, pauses, and offers the event again.
                metrics.TurnFaulted();
                readDue = true;
                throw;
            }
            catch (Exception exception) when (attempt < options.MaxAttempts && exception is not OperationCanceledException)
            {
                // Nothing of the failed try was sent. What it wanted to write is dropped; the next one starts from a fresh read.
                logger.TurnRetried(id, attempt, exception);
                metrics.TurnRetried();
                readDue = true;

                // A lost ETag is a race that a fresh read ends. After anything else the store may be out: a region that can take the events,
                // whose claims were given back, gets time to do so.
                if (exception is not InconsistentStateException)
                {
                    await Task.Delay(options.RetryPause * attempt, time, cancellationToken);
                }
            }
        }
    }

    private async Task<bool> TryOrPauseAsync(InboundEvent? incoming, TimeSpan waited, CancellationToken cancellationToken)
    {
        if (await TryTurnAsync(incoming, waited, cancellationToken))
        {
            return true;
        }

        await Task.Delay(options.WaitStep, time, cancellationToken);
        return false;
    }

    /// <summary>One try at a turn.</summary>
    /// <returns>False when events remain that have to wait.</returns>
    private async Task<bool> TryTurnAsync(InboundEvent? incoming, TimeSpan waited, CancellationToken cancellationToken)
    {
        var primaryUnreachable = incoming?.Receipt.PrimaryUnreachable ?? false;
        var opening = await OpenAsync(incoming is null ? [] : [incoming.Id], primaryUnreachable, cancellationToken);
        var (waiting, forHome) = Decode(opening.Pending);
        if (incoming is null)
        {
            await LeaveAgainAsync(Key, forHome, cancellationToken);
        }

        var pending = await WithPendingElsewhereAsync(waiting, incoming, primaryUnreachable, cancellationToken);
        var events = await OpenTakenAsync(await WithRoomAsync(EventOrder.UpTo(incoming, pending), incoming, cancellationToken), cancellationToken);
        var unread = await OpenUnreadAsync(incoming, cancellationToken);
        if (NextHome() is null)
        {
            await AdoptOrReleaseAsync(incoming, [.. unread.Select(item => item.Event).OfType<InboundEvent>(), .. events.Where(item => !storage.State.IsSpent(item))], cancellationToken);
            unread = await OpenUnreadAsync(incoming, cancellationToken);
        }

        var claims = await ClaimElsewhereAsync(opening.Claims, events, primaryUnreachable, cancellationToken);
        claims = await ClaimRestAsync(claims, events, primaryUnreachable, cancellationToken);
        var plan = TurnPlan.Decide(
            storage.State, events, claims, handoverOver: waited >= options.HandoverBound, claimOver: waited >= options.ClaimBound);

        if (incoming is not null && plan.Left.Contains(incoming))
        {
            await standby.KeepPendingAsync(Key, [PendingOf(incoming)], cancellationToken);
            metrics.EventLeft();
        }

        if (NextHome() is not null)
        {
            plan = plan with { Apply = await PassOnAsync(plan.Apply, incoming, opening.Pending.Count, cancellationToken) };
        }

        if (plan.Apply.Count > 0 || !plan.Wait)
        {
            // While everything waits there is nothing to write either: what was seen before is noted with what comes after it.
            await ApplyAsync(plan, unread, incoming, opening.Pending.Count, primaryUnreachable, cancellationToken);
        }

        TellOthers();
        LetOthersLook(plan.Apply);
        await GiveAsync(cancellationToken);
        if (plan.Wait)
        {
            metrics.TurnWaited();
        }

        return !plan.Wait;
    }

    /// <summary>Looks at what other regions did since the last look, and claims.</summary>
    private async Task<TurnOpening<ConversationState>> OpenAsync(
        IReadOnlyCollection<MessageId> claim, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        if (readDue || time.GetElapsedTime(lastLook) >= options.ReadAgainAfter)
        {
            await ReadAgainAsync(cancellationToken);
        }

        var looked = time.GetTimestamp();
        var opening = await standby.OpenTurnAsync(Key, storage.State.Version, claim, primaryUnreachable, cancellationToken);
        lastLook = looked;
        if (opening.News is { } news)
        {
            storage.State = storage.State.Join(news);
        }

        // What came here of replies that only the other region knew.
        var joined = storage.State;
        storage.State = Statuses.Settle(joined);
        TellFailures(joined, storage.State);
        return opening;
    }

    /// <summary>
    /// Claims the pending messages and echoes of a turn; its incoming one was claimed when it was opened. Also those that another region has kept and not replied
    /// to: its claim tells whether it still will.
    /// </summary>
    private async Task<IReadOnlyDictionary<MessageId, ClaimOutcome>> ClaimRestAsync(
        IReadOnlyDictionary<MessageId, ClaimOutcome> claimed, IReadOnlyList<InboundEvent> events, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        var rest = events.Where(item => item.Status is null && !claimed.ContainsKey(item.Id) && (!storage.State.IsSpent(item) || IsRepliedToElsewhere(item.Id)))
            .Select(item => item.Id).ToList();
        return rest.Count == 0
            ? claimed
            : claimed.Concat(await standby.ClaimAsync(Key, rest, primaryUnreachable, cancellationToken)).ToDictionary();
    }

    private bool IsRepliedToElsewhere(MessageId message) =>
        storage.State.Replies.Values.Any(reply => reply.InReplyTo == message && reply.IsOpen() && reply.Region != region.Id);

    private async Task ApplyAsync(
        TurnPlan plan, IReadOnlyList<(UnreadMessage Message, InboundEvent? Event)> unread, InboundEvent? incoming, int pending, bool primaryUnreachable,
        CancellationToken cancellationToken)
    {
        using var span = ConversationTraces.Turn(id, region.Id, plan.Apply, incoming);
        await OpenContentsAsync(plan, unread.Count > 0, cancellationToken);
        var before = storage.State;
        var read = ReadUnread(before, unread);
        var (after, faults) = TurnEngine.ApplyAll(read.State, [.. plan.Apply.Select(UnderThisKey)], script, region.Id, options.HumanHandover, read.Correction);
        if (faults.Count > 0)
        {
            // They go on being pending, for a region whose script can take them, and hold up nothing: only the incoming event can fail a turn.
            foreach (var (message, where) in faults)
            {
                logger.EventFaulted(id, message, where);
            }

            if (incoming is not null && faults.TryGetValue(incoming.Id, out var fault))
            {
                await ReleaseAsync(plan.Apply);
                throw new TurnFaultException(fault);
            }

            await ReleaseAsync(plan.Apply.Where(item => faults.ContainsKey(item.Id)));
            plan = plan.Without(faults);
        }

        TellFailures(before, after);

        foreach (var item in plan.Seen)
        {
            metrics.DuplicateDropped();
            unsettled.Add(item.Id);
        }

        if ((unread.Count > 0 || plan.Apply.Any(item => item.Status is null)) && !ReferenceEquals(after, before))
        {
            var fresh = after.Replies.Where(reply => !before.Replies.ContainsKey(reply.Key)).Select(reply => reply.Key).ToHashSet();
            var shown = AcknowledgeAsync(plan.Apply, fresh.Count > 0, cancellationToken);
            await KeepOrReleaseAsync(before, after, plan, cancellationToken);
            TellMove(before, after, plan.Apply);
            TellMasked(plan.Apply);
            TellRead(unread, read);
            await shown;

            // Not before: what a failed turn did not keep must stay pending.
            unsettled.UnionWith(plan.Apply.Select(item => item.Id));
            unsettled.UnionWith(unread.Select(item => item.Message.Stamp.Message));
            fresh = await ClaimWordsAsync(fresh, plan.Apply, primaryUnreachable, cancellationToken);
            fresh = await StillToSendAsync(fresh, primaryUnreachable, cancellationToken);
            storage.State = await outbox.SendAsync(storage.State, fresh, cancellationToken);
            TellReplied(fresh, plan.Apply);
            await RecordAsync(cancellationToken);
        }
        else
        {
            // Statuses and events seen before: into memory, and with the next write into the document; a status is never worth a write of its
            // own. Into the standby copies only when that settles a doubt or a pending copy.
            var settlesDoubt = before.Replies.Any(reply => reply.Value.IsOpen() && !after.Replies[reply.Key].IsOpen());
            storage.State = after;
            applied.UnionWith(plan.Apply.Select(item => item.Id));
            if (settlesDoubt || plan.Seen.Count > 0 || (pending > 0 && unsettled.Any(IsSettled)))
            {
                await RecordAsync(cancellationToken);
            }
            else if (pending > 0)
            {
                await SettleAppliedAsync(cancellationToken);
            }
        }

        await KeepOwedAsync([.. plan.Apply, .. plan.Seen], cancellationToken);
        KeepHouse();
    }

    // The newest line of the transcript tells in which region the conversation is; a late message changes nothing about that.
    private void TellMove(ConversationState before, ConversationState after, IReadOnlyList<InboundEvent> applied)
    {
        if (before.Transcript is [.., var newest] && newest.Region != region.Id.Name && after.Transcript[^1].Region == region.Id.Name)
        {
            var (message, acked, masked) = applied.FirstOrDefault(item => item.Status is null) is { } first
                ? (first.Id, first.Receipt.ReceivedAt, first.Sealed is not null)
                : (before.Newest!.Value.Message, DateTimeOffset.FromUnixTimeMilliseconds(before.Newest.Value.Time), false);
            moves.Arrived(id, message, acked, masked);
        }
    }

    private void TellReplied(HashSet<string> fresh, IReadOnlyList<InboundEvent> applied)
    {
        var replied = fresh.Select(reply => storage.State.Replies[reply]).Where(reply => reply.ChannelMessageId is not null).Select(reply => reply.InReplyTo).ToHashSet();
        foreach (var item in applied.Where(item => replied.Contains(item.Id)))
        {
            metrics.MessageReplied(time.GetUtcNow() - item.Receipt.ReceivedAt);
        }
    }

    // Beside the write, so that it costs no time. Only the newest message: it stands for those before it. What gets no reply promises none, and what
    // nobody has read here is not shown as read.
    private Task AcknowledgeAsync(IReadOnlyList<InboundEvent> applied, bool replies, CancellationToken cancellationToken) =>
        replies && applied.LastOrDefault(item => item.Message is not null) is { } newest
            ? sender.AcknowledgeAsync(id, newest.ChannelId is { } channelId ? new MessageId(channelId) : newest.Id, cancellationToken)
            : Task.CompletedTask;

    // The log has delivered these. When this silo ends before their replies are sent, this region itself must find the conversation again: the
    // claims are its own, so its peer would leave them to it.
    private async Task KeepOwedAsync(IReadOnlyList<InboundEvent> delivered, CancellationToken cancellationToken)
    {
        var owed = delivered.Where(item => (item.Message is not null || item.Sealed is not null) && !IsSettled(item.Id))
            .Select(PendingOf).ToList();
        if (owed.Count > 0)
        {
            await standby.KeepPendingAsync(Key, owed, cancellationToken);
        }
    }

    /// <summary>
    /// Keeps a turn; one that is not kept gives its claims back, so that a region that can keep it need not wait for this one. Not after a lost ETag: whoever wrote
    /// is of this region, and the claims, which are the region's, can be that one's.
    /// </summary>
    private async Task KeepOrReleaseAsync(ConversationState before, ConversationState after, TurnPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await KeepAsync(before, after, cancellationToken);
        }
        catch (Exception exception) when (exception is not InconsistentStateException)
        {
            await ReleaseAsync(plan.Apply);
            throw;
        }
    }

    private async ValueTask ReleaseAsync(IEnumerable<InboundEvent> events)
    {
        List<MessageId> claimed = [.. events.Where(item => item.Status is null).Select(item => item.Id)];
        await standby.ReleaseAsync(Key, claimed, CancellationToken.None);
        foreach (var under in claimed.Where(cameUnder.ContainsKey).ToLookup(message => cameUnder[message]))
        {
            await standby.ReleaseAsync(under.Key.Key, [.. under], CancellationToken.None);
        }
    }

    /// <summary>
    /// The replies that may still be sent. A turn that took so long that another region may have gone on meanwhile looks once more: what was
    /// taken over stays in doubt here and is its new owner's to settle, and what a newer reply has overtaken is not said any more.
    /// </summary>
    private async Task<HashSet<string>> StillToSendAsync(HashSet<string> fresh, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        var age = time.GetElapsedTime(lastLook);
        if (fresh.Count == 0 || age < options.LookAgainAfter)
        {
            return fresh;
        }

        var messages = fresh.Select(reply => storage.State.Replies[reply].InReplyTo).Distinct().ToList();
        var opening = await OpenAsync(messages, primaryUnreachable, cancellationToken);
        var (state, send) = LateReplies.Sort(storage.State, fresh, opening.Claims);
        storage.State = state;
        if (send.Count < fresh.Count)
        {
            metrics.RepliesOvertaken(fresh.Count - send.Count);
            logger.RepliesOvertaken(id, fresh.Count - send.Count, age);
        }

        return send;
    }

    /// <summary>Writes the turn to the own document and the standby copies. On return it is kept, and only then may anything be sent.</summary>
    private async Task KeepAsync(ConversationState before, ConversationState after, CancellationToken cancellationToken)
    {
        after = await ToKeepAsync(after, cancellationToken);
        var write = new VersionStamp(after.Version.Writer ?? "", (after.Version.Head?.Counter ?? 0) + 1);
        storage.State = after;
        try
        {
            await storage.WriteStateAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Not every failed call is a failed write: an answer can get lost, and a client that tries again then loses the ETag to itself.
            storage.State = before;
            await ReadAgainAsync(cancellationToken);
            if (!storage.State.Version.Covers(write))
            {
                throw;
            }

            logger.WriteFoundKept(id, exception);
        }

        unwritten = false;
        adopted = false;
    }

    private async Task RecordAsync(CancellationToken cancellationToken)
    {
        var settled = unsettled.Where(IsSettled).Union(applied).ToList();
        var state = await SealedAgainAsync(await ToKeepAsync(storage.State, cancellationToken), cancellationToken);
        storage.State = await standby.RecordAsync(Key, state, settled, cancellationToken);
        unwritten = true;
        unsettled.ExceptWith(settled);
        applied.Clear();
    }

    private async Task SettleAppliedAsync(CancellationToken cancellationToken)
    {
        if (applied.Count > 0)
        {
            await standby.SettleAsync(Key, [.. applied], cancellationToken);
            applied.Clear();
        }
    }

    // A reply that the channel took and could not deliver: nobody else learns of it.
    private void TellFailures(ConversationState before, ConversationState after)
    {
        foreach (var (replyId, reply) in after.Replies)
        {
            if (reply.Failure is { } failure && before.Replies.GetValueOrDefault(replyId)?.Failure is null)
            {
                metrics.ReplyFailed(failure);
                logger.ReplyFailed(id, replyId, failure, reply.Status);
            }
        }
    }

    // Until its replies are recorded as sent, an event stays pending, so that a takeover finds the conversation; so does the oldest one that home has to
    // read, or home would not find the conversation before the user writes again.
    private bool IsSettled(MessageId message) => !TurnPlan.IsUnanswered(storage.State, message) && !WakesHome(message);

    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        var known = storage.State;
        await storage.ReadStateAsync(cancellationToken);
        storage.State = storage.State.Join(known);
        readDue = false;
    }

    /// <summary>Looks at what is open: another region may have closed it, a bound may have passed, an owner may be gone.</summary>
    private async Task SettleDoubtAsync(CancellationToken cancellationToken)
    {
        var doubts = Doubts();
        if (doubts.Count == 0)
        {
            return;
        }

        var messages = doubts.Select(doubt => storage.State.Replies[doubt].InReplyTo).Distinct().ToList();
        var before = storage.State;
        var opening = await OpenAsync(messages, primaryUnreachable: false, cancellationToken);
        if (NextHome() is { } home)
        {
            // The claims are under this key, but the newest word, the address and the statuses are where the conversation goes on.
            storage.State = Statuses.Settle(storage.State.Adopt(ForHere(await others.ReadAsync(home, cancellationToken), home)));
            doubts = [.. doubts.Where(storage.State.Replies.ContainsKey)];
        }

        storage.State = await outbox.SettleAsync(storage.State, doubts, opening.Claims, options.DoubtBound, cancellationToken);
        if (!ReferenceEquals(before, storage.State))
        {
            unsettled.UnionWith(messages);
            await RecordAsync(cancellationToken);
        }
    }

    private void KeepHouse()
    {
        lastTurn = time.GetTimestamp();
        var period = options.DoubtBound < options.IdleFlush ? options.DoubtBound / 4 : options.IdleFlush / 4;
        housekeeping ??= this.RegisterGrainTimer(
            HousekeepAsync, new GrainTimerCreationOptions { DueTime = period, Period = period, KeepAlive = false, Interleave = false });
    }

    private async Task HousekeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SettleDoubtAsync(cancellationToken);
            if (time.GetElapsedTime(lastTurn) >= options.IdleFlush)
            {
                if (unwritten && NextHome() is null)
                {
                    // Another region may have moved this conversation while a turn was taken here that nobody there knows of.
                    await OpenAsync([], primaryUnreachable: false, cancellationToken);
                }

                await GiveAsync(cancellationToken);
                await FlushAsync(cancellationToken);
                if (!unwritten && Doubts().Count == 0)
                {
                    housekeeping?.Dispose();
                    housekeeping = null;
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.HousekeepingFailed(id, exception);
        }
    }

    /// <summary>Writes what was so far only recorded in the standby copies. A failure leaves it there, for the next turn or activation.</summary>
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!unwritten)
            {
                await SettleAppliedAsync(cancellationToken);
                return;
            }

            if (applied.Count > 0 || unsettled.Any(IsSettled))
            {
                await RecordAsync(cancellationToken);
            }

            await KeepAsync(storage.State, storage.State, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.FlushFailed(id, exception);
        }
    }
}
