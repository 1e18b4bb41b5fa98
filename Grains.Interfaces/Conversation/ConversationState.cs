using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// Everything known of a conversation. A join-semilattice: regions change their own copies, and reading joins them. The next question is
/// not in here; the script computes it from the answers.
/// </summary>
[GenerateSerializer, Immutable, Alias("conversation-state")]
public sealed record ConversationState : IJoinableState<ConversationState>
{
    /// <summary>The channel retries a webhook for 7 days; a message id counts once for a day longer.</summary>
    public static readonly TimeSpan SeenWindow = TimeSpan.FromDays(8);

    /// <summary>The newest ids of applied events that are kept, about 40 bytes each: what one user writes cannot make a document larger than its store takes.</summary>
    public const int MaxSeen = 10_000;

    /// <summary>The newest replies that are kept. An older one is superseded by them in any case.</summary>
    public const int MaxReplies = 32;

    /// <summary>The newest lines of the transcript that are kept.</summary>
    public const int MaxTranscript = 40;

    /// <summary>The newest edits and deletions that are kept.</summary>
    public const int MaxAmendments = 16;

    /// <summary>The newest other ids of the user that are kept.</summary>
    public const int MaxAliases = 8;

    /// <summary>The newest statuses of unknown messages that are kept.</summary>
    public const int MaxHeldStatuses = 16;

    /// <summary>With so many unread messages a region that is no home takes no more: nothing that is unread is ever pushed out.</summary>
    public const int MaxUnread = 128;

    /// <summary>The newest messages that are kept as unread or read: what two regions took apart from each other has room.</summary>
    public const int MaxUnreadKept = 2 * MaxUnread;

    [Id(0)]
    [JsonRequired]
    public VersionVector Version { get; init; } = VersionVector.Empty;

    [Id(1)]
    [JsonRequired]
    public Session Session { get; init; } = Session.None;

    /// <summary>By question id; those of the current epoch only.</summary>
    [Id(2)]
    [JsonRequired]
    public ImmutableSortedDictionary<string, AnswerRegister> Answers { get; init; } = Sorted<AnswerRegister>();

    /// <summary>Ids of applied events within <see cref="SeenWindow"/>, the newest <see cref="MaxSeen"/>, hashed, with their channel time in milliseconds.</summary>
    [Id(3)]
    [JsonRequired]
    public ImmutableSortedDictionary<string, long> Seen { get; init; } = Sorted<long>();

    /// <summary>By reply id, the newest <see cref="MaxReplies"/>.</summary>
    [Id(4)]
    [JsonRequired]
    public ImmutableSortedDictionary<string, ReplyRecord> Replies { get; init; } = Sorted<ReplyRecord>();

    /// <summary>The newest <see cref="MaxTranscript"/> lines, oldest first.</summary>
    [Id(5)]
    [JsonRequired]
    public ImmutableSortedSet<TranscriptEntry> Transcript { get; init; } = [];

    [Id(6)]
    public ReplyAddress? Address { get; init; }

    /// <summary>The newest stamp applied, or null before the first message.</summary>
    [Id(7)]
    public Stamp? Newest { get; init; }

    // The members from here on are newer than the first stored states: a document without them reads as null, which stands for empty.

    /// <summary>By the hashed id of the message that was edited or deleted, the newest <see cref="MaxAmendments"/>.</summary>
    [Id(8)]
    public ImmutableSortedDictionary<string, Amendment> Amendments { get; init => field = value ?? Sorted<Amendment>(); } = Sorted<Amendment>();

    /// <summary>Who speaks for the business; null while no person of it ever did.</summary>
    [Id(9)]
    public Handover? Handover { get; init; }

    /// <summary>By <see cref="HeldStatus.Key"/>, the newest <see cref="MaxHeldStatuses"/>.</summary>
    [Id(10)]
    public ImmutableSortedDictionary<string, HeldStatus> HeldStatuses { get; init => field = value ?? Sorted<HeldStatus>(); } = Sorted<HeldStatus>();

    /// <summary>Where this conversation goes on; null while it never moved.</summary>
    [Id(11)]
    public Moved? Moved { get; init; }

    /// <summary>Other ids of the user whose conversations have been taken in here and know it, with the channel time that showed it; the newest <see cref="MaxAliases"/>.</summary>
    [Id(12)]
    public ImmutableSortedDictionary<string, long> Aliases { get; init => field = value ?? Sorted<long>(); } = Sorted<long>();

    /// <summary>The public half of the key that the content of a restricted sender is sealed with; null while none is known.</summary>
    [Id(13)]
    public ContentKey? ContentKey { get; init; }

    /// <summary>
    /// Messages of a restricted sender that were taken away from its home, by the hashed id; the newest <see cref="MaxUnreadKept"/>. Those that home has read stay
    /// for a while, so that an older copy does not bring them back.
    /// </summary>
    [Id(14)]
    public ImmutableSortedDictionary<string, UnreadMessage> Unread { get; init => field = value ?? Sorted<UnreadMessage>(); } = Sorted<UnreadMessage>();

    /// <summary>
    /// What was said before this time of the channel, in milliseconds since 1970, is dropped: it was kept as long as it may be. Zero: nothing is. It only rises.
    /// </summary>
    [Id(15), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ContentFrom { get; init; }

    /// <summary>True when the event has changed this conversation already.</summary>
    public bool HasSeen(MessageId id) => Seen.ContainsKey(SeenId.Of(id));

    /// <summary>
    /// True when an event must not change this conversation (any more): it did already, or it is older than what is remembered (<see cref="SeenWindow"/>,
    /// <see cref="MaxSeen"/>), so that nobody can tell whether it did. The channel gives up a day earlier; only a very late replay gets here, or one that
    /// comes behind so many newer messages of its user.
    /// </summary>
    public bool IsSpent(InboundEvent inboundEvent)
    {
        var time = inboundEvent.ChannelTime.ToUnixTimeMilliseconds();
        return HasSeen(inboundEvent.Id)
            || (Newest is { } newest && time < newest.Time - (long)SeenWindow.TotalMilliseconds)
            || (Seen.Count >= MaxSeen && time <= Seen.Values.Min());
    }

    /// <summary>The answers that stand and are open here, optionally only those given before a stamp. What is sealed is opened before anybody asks.</summary>
    public ScriptAnswers AnswersBefore(Stamp? before = null) =>
        ScriptAnswers.Of(
            Answers.Where(answer => answer.Value.Value?.Open is not null && (before is null || answer.Value.Stamp < before))
                .ToDictionary(answer => answer.Key, answer => answer.Value.Value!.Open!, StringComparer.Ordinal),
            Answers.Where(answer => answer.Value.Expired && (before is null || answer.Value.Stamp < before)).Select(answer => answer.Key));

    /// <summary>
    /// Drops what was said before a time, and keeps what was seen: answers stand without a value, lines and held replies say nothing, edits are gone, and
    /// unread messages count as read.
    /// </summary>
    /// <param name="time">By the channel's time, in milliseconds since 1970; an earlier one than before changes nothing.</param>
    public ConversationState DropContentBefore(long time) => time <= ContentFrom ? this : Bounded(this with { ContentFrom = time });

    /// <summary>Opens the next epoch.</summary>
    public ConversationState Begin(Stamp by) => this with { Session = new Session(Session.Epoch + 1, by), Answers = Answers.Clear() };

    /// <summary>Marks an event as applied.</summary>
    public ConversationState See(InboundEvent inboundEvent)
    {
        var id = SeenId.Of(inboundEvent.Id);
        var time = inboundEvent.ChannelTime.ToUnixTimeMilliseconds();
        return this with { Seen = SeenId.Remembered(Seen.SetItem(id, Math.Max(time, Seen.GetValueOrDefault(id, time))), SeenWindow, MaxSeen) };
    }

    /// <summary>Puts a reply in, joined with what is known of it (else with itself, which drops what its status has no need for).</summary>
    public ConversationState Put(string replyId, ReplyRecord reply) =>
        Bounded(this with { Replies = Replies.SetItem(replyId, Replies.TryGetValue(replyId, out var known) ? known.Join(reply) : reply.Join(reply)) });

    public ConversationState Say(TranscriptEntry entry) => Bounded(this with { Transcript = OnePerLine(Transcript.Add(entry)) });

    /// <summary>What the user did to a message after sending it, or null.</summary>
    public Amendment? AmendmentOf(MessageId message) => Amendments.IsEmpty ? null : Amendments.GetValueOrDefault(SeenId.Of(message));

    /// <summary>Notes an edit or the deletion of a message.</summary>
    public ConversationState Amend(MessageId message, Amendment amendment)
    {
        var key = SeenId.Of(message);
        return Bounded(this with { Amendments = Amendments.SetItem(key, Amendments.TryGetValue(key, out var known) ? known.Join(amendment) : amendment) });
    }

    /// <summary>Holds a status until its reply is known.</summary>
    public ConversationState Hold(HeldStatus status)
    {
        var key = status.Key();
        return Bounded(this with { HeldStatuses = HeldStatuses.SetItem(key, HeldStatuses.TryGetValue(key, out var known) ? known.Join(status) : status) });
    }

    /// <summary>True while a message waits for home to read it.</summary>
    public bool IsUnread(MessageId message) => Unread.TryGetValue(SeenId.Of(message), out var known) && !known.Read;

    /// <summary>The messages that home has not read, in the order of their stamps.</summary>
    public IEnumerable<UnreadMessage> UnreadInOrder() => Unread.Values.Where(message => !message.Read).OrderBy(message => message.Stamp);

    /// <summary>Adds a message that waits for home, or raises one that is known to be read.</summary>
    public ConversationState Keep(UnreadMessage message)
    {
        var key = SeenId.Of(message.Stamp.Message);
        return Bounded(this with { Unread = Unread.SetItem(key, Unread.TryGetValue(key, out var known) ? known.Join(message) : message) });
    }

    /// <summary>Says where the conversation goes on, unless something newer is known.</summary>
    public ConversationState MoveTo(Moved moved) => this with { Moved = Moved is null ? moved : Moved.Join(moved) };

    /// <summary>Notes another id of the user.</summary>
    public ConversationState Alias(string userId, long time) =>
        Bounded(this with { Aliases = Aliases.SetItem(userId, Math.Max(time, Aliases.GetValueOrDefault(userId, time))) });

    /// <summary>Says who speaks for the business, unless something newer is known.</summary>
    public ConversationState Pass(Handover handover) => this with { Handover = Handover is null ? handover : Handover.Join(handover) };

    public ConversationState WithVersion(VersionVector version) => this with { Version = version };

    public ConversationState Join(ConversationState other)
    {
        var session = Session.Join(other.Session);
        return Bounded(new ConversationState
        {
            Version = Version.Join(other.Version),
            Session = session,
            Answers = (Session.Epoch == session.Epoch, other.Session.Epoch == session.Epoch) switch
            {
                (true, true) => JoinBy(Answers, other.Answers, (left, right) => left.Join(right)),
                (true, false) => Answers,
                _ => other.Answers,
            },
            Seen = SeenId.Remembered(JoinBy(Seen, other.Seen, Math.Max), SeenWindow, MaxSeen),
            Replies = JoinBy(Replies, other.Replies, (left, right) => left.Join(right)),
            Transcript = OnePerLine(Transcript.Union(other.Transcript)),
            Amendments = JoinBy(Amendments, other.Amendments, (left, right) => left.Join(right)),
            Handover = Handover is null ? other.Handover : other.Handover is null ? Handover : Handover.Join(other.Handover),
            Moved = Moved is null ? other.Moved : other.Moved is null ? Moved : Moved.Join(other.Moved),
            Aliases = JoinBy(Aliases, other.Aliases, Math.Max),
            HeldStatuses = JoinBy(HeldStatuses, other.HeldStatuses, (left, right) => left.Join(right)),
            ContentFrom = Math.Max(ContentFrom, other.ContentFrom),
            Unread = JoinBy(Unread, other.Unread, (left, right) => left.Join(right)),
            ContentKey = ContentKey is null ? other.ContentKey : other.ContentKey is null ? ContentKey : ContentKey.Join(other.ContentKey),
            Address = Address is null ? other.Address : other.Address is null ? Address : Address.Join(other.Address),
            Newest = Newest is null ? other.Newest : other.Newest is null ? Newest : Stamp.Max(Newest.Value, other.Newest.Value),
        });
    }

    public bool Equals(ConversationState? other) =>
        other is not null && Session == other.Session && Newest == other.Newest && Address == other.Address && Version.Equals(other.Version)
        && Answers.SequenceEqual(other.Answers) && Seen.SequenceEqual(other.Seen) && Replies.SequenceEqual(other.Replies)
        && Transcript.SequenceEqual(other.Transcript) && Handover == other.Handover
        && Moved == other.Moved && ContentKey == other.ContentKey && Aliases.SequenceEqual(other.Aliases) && Amendments.SequenceEqual(other.Amendments) && HeldStatuses.SequenceEqual(other.HeldStatuses)
        && Unread.SequenceEqual(other.Unread) && ContentFrom == other.ContentFrom;

    public override int GetHashCode() => HashCode.Combine(Session, Newest, Answers.Count, Seen.Count, Replies.Count, Transcript.Count);

    // Every bound keeps the greatest by a total order, which commutes with union: bounding early or late gives the same. That holds only for an
    // order that a join cannot change, or changes upwards together with the entry; a reply's stamp rises alone (regions give one message
    // different places within its second), so replies are ordered by their message's time and their id.
    private static ConversationState Bounded(ConversationState state)
    {
        if (state.ContentFrom > 0)
        {
            state = WithoutOldContent(state, state.ContentFrom);
        }

        if (state.Replies.Count > MaxReplies)
        {
            var oldest = state.Replies.OrderBy(reply => reply.Value.Stamp.Time).ThenBy(reply => reply.Key, StringComparer.Ordinal)
                .Take(state.Replies.Count - MaxReplies).Select(reply => reply.Key);
            state = state with { Replies = state.Replies.RemoveRange(oldest) };
        }

        while (state.Transcript.Count > MaxTranscript)
        {
            state = state with { Transcript = state.Transcript.Remove(state.Transcript.Min!) };
        }

        if (state.Amendments.Count > MaxAmendments)
        {
            state = state with { Amendments = NewestOf(state.Amendments, MaxAmendments, amendment => amendment.Time) };
        }

        if (state.Aliases.Count > MaxAliases)
        {
            state = state with { Aliases = NewestOf(state.Aliases, MaxAliases, time => time) };
        }

        if (state.HeldStatuses.Count > MaxHeldStatuses)
        {
            state = state with { HeldStatuses = NewestOf(state.HeldStatuses, MaxHeldStatuses, status => status.Time) };
        }

        if (state.Unread.Count > MaxUnreadKept)
        {
            state = state with { Unread = NewestOf(state.Unread, MaxUnreadKept, message => message.Stamp.Time) };
        }

        return state;
    }

    // By the time of the channel, which a join does not change for anything that is kept under one name.
    private static ConversationState WithoutOldContent(ConversationState state, long from) => state with
    {
        Answers = state.Answers.SetItems(state.Answers.Where(answer => answer.Value.Stamp.Time < from && answer.Value.Value is not null)
            .Select(answer => KeyValuePair.Create(answer.Key, answer.Value.Expire()))),
        Transcript = state.Transcript.Any(line => line.Stamp.Time < from && !line.Forgotten)
            ? OnePerLine([.. state.Transcript.Select(line => line.Stamp.Time < from ? line.Forget() : line)])
            : state.Transcript,
        Amendments = state.Amendments.RemoveRange(state.Amendments.Where(amendment => amendment.Value.Time < from).Select(amendment => amendment.Key)),

        // One that is held waits for the user; every other one is sent or given up within minutes.
        Replies = state.Replies.SetItems(state.Replies.Where(reply => reply.Value is { Held: not null, Content: not null } && reply.Value.Stamp.Time < from)
            .Select(reply => KeyValuePair.Create(reply.Key, reply.Value with { Content = null }))),
        Unread = state.Unread.SetItems(state.Unread.Where(message => message.Value.Stamp.Time < from && !message.Value.Read)
            .Select(message => KeyValuePair.Create(message.Key, message.Value.AsRead()))),
    };

    // The join of two values is the one with the later time, so an entry's place only rises.
    private static ImmutableSortedDictionary<string, T> NewestOf<T>(ImmutableSortedDictionary<string, T> entries, int most, Func<T, long> time) =>
        entries.RemoveRange(entries.OrderBy(entry => time(entry.Value)).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(entries.Count - most).Select(entry => entry.Key));

    // Of one line the greatest reading stays: a forgotten one is greater than any other.
    private static ImmutableSortedSet<TranscriptEntry> OnePerLine(ImmutableSortedSet<TranscriptEntry> lines)
    {
        var kept = lines;
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].IsSameLine(lines[i - 1]))
            {
                kept = kept.Remove(lines[i - 1]);
            }
        }

        return kept;
    }

    private static ImmutableSortedDictionary<string, T> Sorted<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, T> JoinBy<T>(
        ImmutableSortedDictionary<string, T> left, ImmutableSortedDictionary<string, T> right, Func<T, T, T> join)
    {
        var (larger, smaller) = left.Count >= right.Count ? (left, right) : (right, left);
        return larger.SetItems(smaller.Select(entry =>
            KeyValuePair.Create(entry.Key, larger.TryGetValue(entry.Key, out var known) ? join(known, entry.Value) : entry.Value)));
    }
}
