using CsCheck;
using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.Grains.Interfaces.Tests.Conversation;

public class AdoptionTests
{
    [Fact]
    public void Adopt_AnyTwoStates_OnlyRisesAndTwiceIsOnce() => Gen.Select(StateGen.State, StateGen.State).Sample(
        (own, other) =>
        {
            var adopted = own.Adopt(other);
            return own.Join(adopted).Equals(adopted) && adopted.Adopt(other).Equals(adopted) && adopted.Version.Equals(own.Version)
                && adopted.Moved == own.Moved;
        },
        iter: 3_000);

    [Fact]
    public void Adopt_AnyTwoStates_KnowsWhatEitherHasSeen() => Gen.Select(StateGen.State, StateGen.State).Sample(
        (own, other) => own.Adopt(other).Seen.Equals(own.Join(other).Seen) || own.Adopt(other).Seen.SequenceEqual(own.Join(other).Seen), iter: 1_000);

    [Fact]
    public void Adopt_OldConversationOfManySessions_KeepsWhatANewOneAnswered()
    {
        // The new id's conversation began by itself; the user did not ask to start anew.
        var old = State(epoch: 3, started: 2, ("name", 3), ("city", 4));
        var fresh = State(epoch: 1, started: 5, ("colour", 6));

        Assert.Equal(["city", "colour", "name"], fresh.Adopt(old).AnswersBefore().Select(answer => answer.Key).Order());
        Assert.Equal(3, fresh.Adopt(old).Session.Epoch);
    }

    [Fact]
    public void Adopt_RestartUnderTheNewId_CutsTheOldAnswers()
    {
        var old = State(epoch: 3, started: 2, ("name", 3), ("city", 4));
        var restarted = State(epoch: 2, started: 5, ("colour", 6));

        Assert.Equal(["colour"], restarted.Adopt(old).AnswersBefore().Select(answer => answer.Key));
        Assert.True(restarted.Adopt(old).Session.Epoch > 3);
    }

    [Fact]
    public void Adopt_AnswerUnderTheOldIdAfterTheRestart_Counts()
    {
        var old = State(epoch: 1, started: 0, ("name", 1), ("city", 7));
        var restarted = State(epoch: 2, started: 5, ("colour", 6));

        Assert.Equal(["city", "colour"], restarted.Adopt(old).AnswersBefore().Select(answer => answer.Key).Order());
    }

    [Fact]
    public void Adopt_SameStateAgainAfterARestart_CutsNothingMore()
    {
        var old = State(epoch: 3, started: 2, ("name", 3));
        var restarted = State(epoch: 1, started: 5).Adopt(old) with { Session = new Session(4, At(7)), Answers = State(4, 7, ("name", 8)).Answers };

        Assert.Equal(restarted, restarted.Adopt(old));
    }

    [Fact]
    public void Join_AnswerThatNobodyHeardOfFromBeforeTheEpochRose_CountsNoMore()
    {
        // The limit that the ADR names: the other region answered under the lower epoch and heard nothing of the taking in.
        var shared = State(epoch: 1, started: 5);
        var old = State(epoch: 3, started: 2, ("name", 3));
        var elsewhere = State(epoch: 1, started: 5, ("city", 6));

        Assert.Equal(["name"], shared.Adopt(old).Join(elsewhere).AnswersBefore().Select(answer => answer.Key));

        // With the answer known first, or with no restart before, it counts.
        Assert.Equal(["city", "name"], shared.Join(elsewhere).Adopt(old).AnswersBefore().Select(answer => answer.Key).Order());
        Assert.Equal(
            ["city", "name"], shared.Adopt(State(epoch: 1, started: 2, ("name", 3))).Join(elsewhere).AnswersBefore().Select(answer => answer.Key).Order());
    }

    [Fact]
    public void Replace_AnyTwoStates_OnlyRises() => Gen.Select(StateGen.State, StateGen.State, StateGen.Stamp()).Sample(
        (own, other, moved) =>
        {
            var replaced = own.Replace(other, moved);
            return own.Join(replaced).Equals(replaced) && replaced.Version.Equals(own.Version) && replaced.Moved == own.Moved;
        },
        iter: 3_000);

    [Fact]
    public void Replace_KeyOfAFormerOwner_KeepsOnlyWhatCameSince()
    {
        var former = State(epoch: 2, started: 1, ("name", 2), ("colour", 8));
        var moving = State(epoch: 1, started: 3, ("name", 4), ("city", 5));

        var replaced = former.Replace(moving, At(6));

        Assert.Equal(["city", "colour", "name"], replaced.AnswersBefore().Select(answer => answer.Key).Order());
        Assert.Equal(At(4), replaced.Answers["name"].Stamp);
    }

    [Fact]
    public void Since_AnyState_KnowsNothingOlder() => Gen.Select(StateGen.State, StateGen.Stamp()).Sample(
        (state, from) =>
        {
            var since = state.Since(from);
            return since.Answers.Values.All(answer => answer.Stamp >= from) && since.Replies.Values.All(reply => reply.Stamp >= from)
                && since.Transcript.All(line => line.Stamp >= from) && (since.Address is null || since.Address.Stamp >= from)
                && (since.Session.Epoch == 0 || since.Session.StartedBy >= from) && state.Join(since).Seen.SequenceEqual(state.Seen);
        },
        iter: 2_000);

    private static ConversationState State(int epoch, int started, params (string Question, int At)[] answers) => new ConversationState() with
    {
        Session = new Session(epoch, At(started)),
        Answers = new ConversationState().Answers.AddRange(
            answers.Select(answer => KeyValuePair.Create(answer.Question, new AnswerRegister(At(answer.At), "x")))),
    };

    private static Stamp At(int time) => new(time, 0, StateGen.Message(time));
}
