using System.Collections.Concurrent;
using Orleans.Storage;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>
/// The store, the standby copies and the channel of one region in memory, with faults on order. Written down in one list is what happened
/// in which order, so that a test can say "nothing was sent before it was kept".
/// </summary>
internal sealed class FakeRegion(string name = "w") : IGrainStorage, IStandbyCopies<ConversationState>, IReplySender, IConversationMoves
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (ConversationState State, string ETag)> documents = [];
    private readonly Dictionary<string, List<PendingEvent>> pending = [];
    private readonly Dictionary<string, ConversationState> lastTurns = [];
    private int etags;

    public ConcurrentQueue<string> History { get; } = [];

    public ConcurrentQueue<OutboundReply> Sent { get; } = [];

    /// <summary>The first messages of turns that a conversation came here with, after another region.</summary>
    public ConcurrentQueue<(MessageId Message, DateTimeOffset Acked)> Arrivals { get; } = [];

    public void Arrived(ConversationId conversation, MessageId message, DateTimeOffset acked, bool masked)
    {
        Arrivals.Enqueue((message, acked));
        if (masked)
        {
            MaskedArrivals.Enqueue(message);
        }
    }

    /// <summary>Those of them that were not read.</summary>
    public ConcurrentQueue<MessageId> MaskedArrivals { get; } = [];

    /// <summary>The messages that were taken without being read.</summary>
    public ConcurrentQueue<MessageId> MaskedMessages { get; } = [];

    public void Masked(ConversationId conversation, MessageId message, DateTimeOffset acked) => MaskedMessages.Enqueue(message);

    /// <summary>The messages that wait for a home which is down, and whether their rule says so.</summary>
    public ConcurrentQueue<(MessageId Message, bool Denied)> HeldMessages { get; } = [];

    public void Held(ConversationId conversation, MessageId message, DateTimeOffset acked, bool denied) => HeldMessages.Enqueue((message, denied));

    /// <summary>What the next writes do instead of succeeding.</summary>
    public ConcurrentQueue<WriteFault> WriteFaults { get; } = [];

    /// <summary>What the next sends answer instead of accepting.</summary>
    public ConcurrentQueue<SendOutcome> SendOutcomes { get; } = [];

    /// <summary>Conversations whose next read fails.</summary>
    public ConcurrentDictionary<string, bool> BrokenReads { get; } = [];

    /// <summary>The conversations that were read from the store, in order.</summary>
    public ConcurrentQueue<string> Reads { get; } = [];

    /// <summary>The conversations that were written to the store, in order.</summary>
    public ConcurrentQueue<string> Writes { get; } = [];

    /// <summary>What a send answers, before anything else; null: as ordered.</summary>
    public Func<OutboundReply, SendResult?> Answers { get; set; } = _ => null;

    /// <summary>Every reply that was handed to the channel, whatever became of it.</summary>
    public ConcurrentQueue<OutboundReply> Tried { get; } = [];

    /// <summary>The messages that were shown as taken, and what had happened by then.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = [];

    public ConcurrentDictionary<MessageId, ClaimOutcome> Claims { get; } = [];

    /// <summary>What another region's turn left here.</summary>
    public ConcurrentDictionary<string, ConversationState> News { get; } = [];

    public enum WriteFault
    {
        /// <summary>Another activation wrote meanwhile.</summary>
        LostETag,

        /// <summary>The write took, and its answer got lost.</summary>
        KeptWithoutAnswer,

        /// <summary>The write did not take, and nobody knows.</summary>
        DroppedWithoutAnswer,
    }

    /// <summary>What another region's document holds; a read of the store joins it.</summary>
    public ConcurrentDictionary<string, ConversationState> OtherDocuments { get; } = [];

    private readonly ConcurrentQueue<(string Key, ConversationState State)> unheard = [];

    /// <summary>The other region: it hears of every write and record of this one.</summary>
    public FakeRegion? Peer { get; set; }

    /// <summary>True while this region's writes do not reach the other one.</summary>
    public bool Lags { get; set; }

    /// <summary>Lets the other region hear of everything.</summary>
    public void CatchUp()
    {
        Lags = false;
        while (unheard.TryDequeue(out var item))
        {
            Tell(item.Key, item.State);
        }
    }

    private void Tell(string key, ConversationState state)
    {
        if (Lags)
        {
            unheard.Enqueue((key, state));
        }
        else if (Peer is { } peer)
        {
            peer.News.AddOrUpdate(key, state, (_, known) => known.Join(state));
            if (KeepsJson)
            {
                peer.Brought.Enqueue(("state", System.Text.Encoding.UTF8.GetBytes(JsonOf(state))));
            }
        }
    }

    /// <summary>What the other region brought here, byte for byte: its documents and last turns, where it keeps JSON, and what is pending there.</summary>
    public ConcurrentQueue<(string Kind, ReadOnlyMemory<byte> Bytes)> Brought { get; } = [];

    /// <summary>True when documents are kept as JSON: what is written beside a piece in memory is not in them.</summary>
    public bool KeepsJson { get; set; }

    /// <summary>A state as a document or a last turn holds it.</summary>
    public static string JsonOf(ConversationState state) =>
        System.Text.Json.JsonSerializer.Serialize(state, ConversationStateJsonContext.Default.ConversationState);

    private ConversationState AsKept(ConversationState state) => KeepsJson
        ? System.Text.Json.JsonSerializer.Deserialize(JsonOf(state), ConversationStateJsonContext.Default.ConversationState)!.WithVersion(state.Version)
        : state;

    public ConversationState Document(string key)
    {
        lock (gate)
        {
            return documents.TryGetValue(key, out var found) ? found.State : new();
        }
    }

    /// <summary>The last turn of a conversation, as this region recorded it.</summary>
    public ConversationState LastTurn(string key)
    {
        lock (gate)
        {
            return lastTurns.GetValueOrDefault(key, new ConversationState());
        }
    }

    /// <summary>True once a turn that took an event is recorded.</summary>
    public bool IsRecorded(InboundEvent item) => LastTurn(item.Conversation.Key).HasSeen(item.Id);

    public void AddPending(InboundEvent item)
    {
        lock (gate)
        {
            List(item.Conversation.Key).Add(new PendingEvent(item.Id, item.ChannelTime, EnvelopeCodec.Encode(item)));
        }
    }

    public IReadOnlyList<PendingEvent> Pending(string key)
    {
        lock (gate)
        {
            return [.. List(key)];
        }
    }

    public IReadOnlyList<string> PendingIds(string key)
    {
        lock (gate)
        {
            return [.. List(key).Select(item => item.Id.Value)];
        }
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (gate)
        {
            if (BrokenReads.TryRemove(grainId.Key.ToString()!, out _))
            {
                throw new TimeoutException("No answer.");
            }

            var found = documents.TryGetValue(grainId.Key.ToString()!, out var document);
            var state = found ? document.State : new ConversationState();
            History.Enqueue("read");
            Reads.Enqueue(grainId.Key.ToString()!);
            if (OtherDocuments.TryGetValue(grainId.Key.ToString()!, out var other))
            {
                state = state.Join(other);
            }

            state = state.WithVersion(state.Version with { Writer = $"{name}{++etags}" });
            grainState.State = (T)(object)state;
            grainState.ETag = found ? document.ETag : null;
            grainState.RecordExists = found;
            return Task.CompletedTask;
        }
    }

    /// <summary>What happens while a write is under way. Default nothing.</summary>
    public Func<Task> DuringWrite { get; set; } = () => Task.CompletedTask;

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await DuringWrite();
        Write(grainId, grainState);
    }

    private void Write<T>(GrainId grainId, IGrainState<T> grainState)
    {
        lock (gate)
        {
            var key = grainId.Key.ToString()!;
            var state = (ConversationState)(object)grainState.State!;
            var kept = state.WithVersion(state.Version.Next());
            if (WriteFaults.TryDequeue(out var fault))
            {
                History.Enqueue($"write:{fault}");
                if (fault == WriteFault.LostETag)
                {
                    throw new InconsistentStateException("Somebody else wrote.");
                }

                if (fault == WriteFault.KeptWithoutAnswer)
                {
                    documents[key] = (AsKept(kept), $"e{++etags}");
                }

                throw new TimeoutException("No answer.");
            }

            if (documents.TryGetValue(key, out var document) && document.ETag != grainState.ETag)
            {
                throw new InconsistentStateException("The ETag is not the current one.");
            }

            documents[key] = (AsKept(kept), $"e{++etags}");
            grainState.State = (T)(object)kept;
            grainState.ETag = documents[key].ETag;
            grainState.RecordExists = true;
            History.Enqueue("write");
            Writes.Enqueue(key);
            Tell(key, AsKept(kept));
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    public ValueTask<TurnOpening<ConversationState>> OpenTurnAsync(
        string key, VersionVector known, IReadOnlyCollection<MessageId> incoming, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            History.Enqueue("open");
            var items = List(key).ToList();
            return ValueTask.FromResult(new TurnOpening<ConversationState>(News.GetValueOrDefault(key), items, ClaimsOf(incoming)));
        }
    }

    public ValueTask<IReadOnlyDictionary<MessageId, ClaimOutcome>> ClaimAsync(
        string key, IReadOnlyCollection<MessageId> events, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        History.Enqueue($"claim:{string.Join(",", events.Select(id => id.Value).Order())}");
        return ValueTask.FromResult<IReadOnlyDictionary<MessageId, ClaimOutcome>>(ClaimsOf(events));
    }

    public ValueTask ReleaseAsync(string key, IReadOnlyCollection<MessageId> events, CancellationToken cancellationToken)
    {
        History.Enqueue($"release:{string.Join(",", events.Select(id => id.Value).Order())}");
        return ValueTask.CompletedTask;
    }

    public ValueTask<ConversationState> RecordAsync(
        string key, ConversationState state, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken)
    {
        Peer?.Drop(key, settled);
        lock (gate)
        {
            List(key).RemoveAll(item => settled.Contains(item.Id));
            var recorded = state.WithVersion(state.Version.Next());
            lastTurns[key] = AsKept(recorded);
            Tell(key, AsKept(recorded));
            History.Enqueue($"record:{string.Join(",", settled.Select(id => id.Value).Order())}");
            return ValueTask.FromResult(recorded);
        }
    }

    public ValueTask SettleAsync(string key, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            History.Enqueue($"settle:{string.Join(",", settled.Select(id => id.Value).Order())}");
            List(key).RemoveAll(item => settled.Contains(item.Id));
            return ValueTask.CompletedTask;
        }
    }

    public ValueTask KeepPendingAsync(string key, IReadOnlyCollection<PendingEvent> events, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            History.Enqueue("keep-pending");
            List(key).AddRange(events.Where(item => !PendingIds(key).Contains(item.Id.Value)));
            foreach (var item in events)
            {
                Peer?.Brought.Enqueue(("pending", item.Payload));
            }

            return ValueTask.CompletedTask;
        }
    }

    /// <summary>What this region left to others, in order.</summary>
    public ConcurrentQueue<PendingEvent> LeftToOthers { get; } = [];

    /// <summary>True while no Redis takes what is left to others.</summary>
    public bool LeavesNothing { get; set; }

    public async ValueTask<bool> LeaveAsync(string key, IReadOnlyCollection<PendingEvent> events, CancellationToken cancellationToken)
    {
        if (LeavesNothing)
        {
            History.Enqueue("leave:failed");
            return false;
        }

        await KeepPendingAsync(key, events, cancellationToken);
        if (Peer is { } peer)
        {
            await peer.KeepPendingAsync(key, events, cancellationToken);
        }

        // Who waits for what was left finds it pending.
        foreach (var item in events)
        {
            LeftToOthers.Enqueue(item);
        }

        History.Enqueue($"leave:{string.Join(",", events.Select(item => item.Id.Value))}");
        return true;
    }

    public Task<SendResult> SendAsync(OutboundReply reply, CancellationToken cancellationToken)
    {
        Tried.Enqueue(reply);
        if (Answers(reply) is { } answer)
        {
            History.Enqueue($"send:{answer.Outcome}");
            if (answer.Outcome is SendOutcome.Accepted or SendOutcome.Unknown)
            {
                Sent.Enqueue(reply);
            }

            return Task.FromResult(answer);
        }

        var outcome = SendOutcomes.TryDequeue(out var ordered) ? ordered : SendOutcome.Accepted;
        History.Enqueue($"send:{outcome}");
        if (outcome is SendOutcome.Accepted or SendOutcome.Unknown)
        {
            Sent.Enqueue(reply);
        }

        return Task.FromResult(new SendResult(outcome, outcome == SendOutcome.Accepted ? $"out.{reply.ReplyId}" : null));
    }

    public Task AcknowledgeAsync(ConversationId conversation, MessageId message, CancellationToken cancellationToken)
    {
        Acknowledged.Enqueue(message.Value);
        return Task.CompletedTask;
    }

    private void Drop(string key, IReadOnlyCollection<MessageId> settled)
    {
        lock (gate)
        {
            List(key).RemoveAll(item => settled.Contains(item.Id));
        }
    }

    private Dictionary<MessageId, ClaimOutcome> ClaimsOf(IEnumerable<MessageId> events) =>
        events.Distinct().ToDictionary(id => id, id => Claims.GetValueOrDefault(id, ClaimOutcome.Ours));

    private List<PendingEvent> List(string key) => pending.TryGetValue(key, out var list) ? list : pending[key] = [];
}
