using System.Collections.Immutable;
using CsCheck;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Grains.Interfaces.Tests.Conversation;

public class JoinLawTests
{
    [Fact]
    public void Session_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Session, (a, b) => a.Join(b));

    [Fact]
    public void AnswerRegister_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Answer, (a, b) => a.Join(b));

    [Fact]
    public void ReplyAddress_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Address, (a, b) => a.Join(b));

    [Fact]
    public void ReplyRecord_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Reply(messages: 2).Select(reply => reply.Reply), (a, b) => a.Join(b));

    [Fact]
    public void Amendment_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Amendment().Select(entry => entry.Amendment), (a, b) => a.Join(b));

    [Fact]
    public void ContentKey_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Key, (a, b) => a.Join(b));

    [Fact]
    public void UnreadMessage_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Unread(messages: 2), (a, b) => a.Join(b));

    [Fact]
    public void ConversationState_JoinOfStatesFullOfUnreadMessages_KeepsTheLaws() => Joins.CheckAll(FullOfUnread, (a, b) => a.Join(b));

    // So many that joins push some out; the control tells that they do.
    private static readonly Gen<ConversationState> FullOfUnread = Gen.Select(StateGen.Unread(messages: 400).Array[0, 8], Gen.Int[0, 200]).Select((some, first) =>
        some.Concat(Enumerable.Range(first, 200).Select(StateGen.UnreadOf)).Aggregate(new ConversationState(), (state, message) => state.Keep(message)));

    [Fact]
    public void ConversationState_StatesFullOfUnreadMessages_PushOldOnesOutOfTheirJoin()
    {
        var pushed = 0;
        Gen.Select(FullOfUnread, FullOfUnread).Sample((a, b) => pushed = Math.Max(pushed, a.Unread.Keys.Union(b.Unread.Keys).Count() - a.Join(b).Unread.Count), iter: 100, threads: 1);

        Assert.True(pushed > 0, "No join reached its bound.");
    }

    [Fact]
    public void ConversationState_JoinWithAnOlderCopyOfWhatIsRead_StaysReadAndHasNoPiece()
    {
        var unread = new ConversationState().Keep(StateGen.UnreadOf(1));
        var read = unread.Keep(StateGen.UnreadOf(1).AsRead());

        Assert.Equal(read, unread.Join(read));
        Assert.Equal(read, read.Join(unread));
        Assert.Null(Assert.Single(read.Unread.Values).Piece);
        Assert.Empty(read.UnreadInOrder());
    }

    // The bound is the product's, made so small that every join pushes something out.
    [Fact]
    public void Remembered_OfABoundedNumber_IsTheSameBoundedEarlyOrLate()
    {
        static ImmutableSortedDictionary<string, long> Newest(ImmutableSortedDictionary<string, long> ids) => SeenId.Remembered(ids, TimeSpan.FromMilliseconds(20), most: 4);
        static ImmutableSortedDictionary<string, long> Both(ImmutableSortedDictionary<string, long> left, ImmutableSortedDictionary<string, long> right) =>
            left.SetItems(right.Select(id => KeyValuePair.Create(id.Key, Math.Max(id.Value, left.GetValueOrDefault(id.Key, id.Value)))));
        var ids = Gen.Select(Gen.Int[0, 12], Gen.Long[0, 30]).Array[0, 9].Select(some =>
            some.DistinctBy(id => id.Item1).ToImmutableSortedDictionary(id => $"id{id.Item1:00}", id => id.Item2, StringComparer.Ordinal));
        var pushed = 0;

        Gen.Select(ids, ids, ids).Sample(
            (a, b, c) =>
            {
                var late = Newest(Both(Both(a, b), c));
                pushed += Both(Both(a, b), c).Count - late.Count;
                return Newest(Both(Newest(Both(Newest(a), Newest(b))), Newest(c))).SequenceEqual(late) && Newest(late).SequenceEqual(late);
            },
            iter: 5_000,
            threads: 1);

        Assert.True(pushed > 0, "No id was pushed out.");
    }

    [Fact]
    public void IsSpent_OlderThanTheMostThatAreRemembered_IsAndCannotComeBack()
    {
        var from = StateGen.Event(0).ChannelTime;
        InboundEvent At(int second) => StateGen.Event(0) with { Id = new MessageId($"message {second}"), ChannelTime = from.AddSeconds(second) };
        var seen = Enumerable.Range(1, ConversationState.MaxSeen).Select(At).Aggregate(
            ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal),
            (all, item) => all.Add(SeenId.Of(item.Id), item.ChannelTime.ToUnixTimeMilliseconds()));
        var full = new ConversationState { Seen = seen };

        var next = full.See(At(ConversationState.MaxSeen + 1));

        Assert.Equal(ConversationState.MaxSeen, next.Seen.Count);
        Assert.False(next.HasSeen(At(1).Id));
        Assert.True(next.IsSpent(At(1)));
        Assert.True(next.IsSpent(At(2)));
        Assert.False(next.IsSpent(At(ConversationState.MaxSeen + 2)));
        Assert.False(new ConversationState { Seen = seen.Remove(SeenId.Of(At(5).Id)) }.IsSpent(At(0)));
        Assert.Equal(next, next.Join(full));
        Assert.Equal(next, full.Join(next));
    }

    [Fact]
    public void ReplyRecord_JoinOfANeutralAndAnother_IsNotNeutral()
    {
        ReplyRecord With(bool neutral, ReplyContent content) => new()
        {
            InReplyTo = StateGen.Message(1), Stamp = default, Status = ReplyStatus.Sending, Region = new("east"), Neutral = neutral, Content = content,
        };
        var home = With(false, new ReplyContent(null, new ContentPiece("AQI")));

        var joined = With(true, OutboundMessage.OfText("zzz")!).Join(home);

        Assert.Equal(home, joined);
        Assert.False(joined.Neutral);
    }

    [Fact]
    public void Handover_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Handover(), (a, b) => a.Join(b));

    [Fact]
    public void Moved_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Moved(), (a, b) => a.Join(b));

    [Fact]
    public void HeldStatus_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Held(), (a, b) => a.Join(b));

    [Fact]
    public void VersionVector_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.Version, (a, b) => a.Join(b));

    [Fact]
    public void VersionVector_JoinOfFullVectors_KeepsTheLaws() => Joins.CheckAll(StateGen.FullVersion, (a, b) => a.Join(b));

    [Fact]
    public void ConversationState_Join_KeepsTheLaws() => Joins.CheckAll(StateGen.State, (a, b) => a.Join(b));

    [Fact]
    public void ConversationState_JoinOfFullStates_KeepsTheLaws() => Joins.CheckAll(StateGen.FullState, (a, b) => a.Join(b));

    [Fact]
    public void ConversationState_EveryChange_OnlyRises() =>
        Gen.Select(StateGen.FullState, Gen.Int[0, 29], StateGen.Reply(30), StateGen.Amendment(30), StateGen.Held(30), StateGen.Handover(30), Gen.Select(StateGen.Line(30), StateGen.Moved(30), StateGen.Alias(30), StateGen.Unread(30))).Sample(
            (state, message, reply, amendment, status, handover, others) => new[]
            {
                state.See(StateGen.Event(message)),
                state.Put(reply.Id, reply.Reply),
                state.Amend(amendment.Message, amendment.Amendment),
                state.Hold(status),
                state.Pass(handover),
                state.Say(others.Item1),
                state.Say(others.Item1.Forget()),
                state.MoveTo(others.Item2),
                state.Alias(others.Item3.UserId, others.Item3.Time),
                state.Keep(others.Item4),
                state.Keep(others.Item4.AsRead()),
            }.All(changed => state.Join(changed).Equals(changed)),
            iter: 2_000);

    [Fact]
    public void ConversationState_FullStates_ReachTheirBounds()
    {
        // The control of the tests above: their states are really at the bounds.
        var (replies, lines, seen, amendments, statuses, aliases) = (0, 0, 0, 0, 0, 0);
        Gen.Select(StateGen.FullState, StateGen.FullState).Sample(
            (a, b) =>
            {
                var joined = a.Join(b);
                replies = Math.Max(replies, a.Replies.Union(b.Replies).Count() - joined.Replies.Count);
                lines = Math.Max(lines, a.Transcript.Union(b.Transcript).Count - joined.Transcript.Count);
                seen = Math.Max(seen, a.Seen.Keys.Union(b.Seen.Keys).Count() - joined.Seen.Count);
                amendments = Math.Max(amendments, a.Amendments.Keys.Union(b.Amendments.Keys).Count() - joined.Amendments.Count);
                aliases = Math.Max(aliases, a.Aliases.Keys.Union(b.Aliases.Keys).Count() - joined.Aliases.Count);
                statuses = Math.Max(statuses, a.HeldStatuses.Keys.Union(b.HeldStatuses.Keys).Count() - joined.HeldStatuses.Count);
            },
            iter: 200,
            threads: 1);

        Assert.True(
            replies > 0 && lines > 0 && seen > 0 && amendments > 0 && statuses > 0 && aliases > 0,
            $"Dropped by joins: replies {replies}, lines {lines}, seen ids {seen}, amendments {amendments}, statuses {statuses}, aliases {aliases}.");
    }

    [Fact]
    public void CheckAssociative_OfAJoinThatPicksTheLaterWrite_Fails() =>
        // The control of the laws: a join that forgets what the smaller side holds is found.
        Assert.ThrowsAny<CsCheckException>(() => Joins.CheckMonotone(StateGen.State, (a, b) => a.Seen.Count >= b.Seen.Count ? a : b));

    [Fact]
    public void ConversationState_JoinWithADeletionElsewhere_ForgetsTheLineAndKeepsItsPlace()
    {
        var line = new TranscriptEntry(default, 0, "east", "my secret");
        var told = new ConversationState().Say(line);
        var forgotten = told.Say(line.Forget());

        var joined = told.Join(forgotten);

        Assert.Equal("", Assert.Single(joined.Transcript).Text.Open);
        Assert.Equal(joined, forgotten.Join(told));
    }

    // A region that cannot open joins as one that can: what is remembered beside a piece decides nothing.
    [Fact]
    public void ConversationState_JoinOfAStateWithMemoriesAndOneWithout_IsTheSame() => Gen.Select(StateGen.State, StateGen.State).Sample(
        (a, b) => a.Equals(Closed(a)) && a.Join(b).Equals(Closed(a).Join(b)) && a.Join(b).Equals(a.Join(Closed(b))), iter: 2_000);

    [Fact]
    public void AnswerRegister_JoinOfOpenAndSealedOfOneStamp_IsSealed()
    {
        AnswerRegister open = new(default, "zzz"), closed = new(default, new Content(null, new ContentPiece("AQI")));

        Assert.Equal(closed, open.Join(closed));
        Assert.Equal(closed, closed.Join(open));
    }

    private static ConversationState Closed(ConversationState state) => state with
    {
        Answers = state.Answers.Clear().AddRange(state.Answers.Select(answer => KeyValuePair.Create(answer.Key, answer.Value with { Value = Closed(answer.Value.Value) }))),
        Transcript = [.. state.Transcript.Select(line => line with { Text = Closed(line.Text)! })],
        Amendments = state.Amendments.Clear().AddRange(
            state.Amendments.Select(amendment => KeyValuePair.Create(amendment.Key, amendment.Value with { Text = Closed(amendment.Value.Text) }))),
        Replies = state.Replies.Clear().AddRange(state.Replies.Select(reply => KeyValuePair.Create(
            reply.Key, reply.Value.Content is { Piece: not null } content ? reply.Value with { Content = content with { Open = null } } : reply.Value))),
    };

    private static Content? Closed(Content? content) => content is { Piece: not null } ? content with { Open = null } : content;

    [Fact]
    public void ReplyRecord_JoinOfContentsThatDifferInAMissingText_DoesNotDependOnTheOrder()
    {
        ReplyRecord With(string? description) => new()
        {
            InReplyTo = StateGen.Message(1),
            Stamp = default,
            Status = ReplyStatus.Sending,
            Region = new("east"),
            Content = new OutboundMessage { Kind = OutboundKind.List, Text = "", Choices = [new Choice("1", "one", description)] },
        };

        Assert.Equal(With(null).Join(With("")), With("").Join(With(null)));
    }
}
