using System.Globalization;
using CsCheck;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Scripts;
using OrleansFailover.Grains.Tests.Scripts;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>Home is lost and returns at any point of a conversation of six questions, with a user who answers what was asked last, sometimes wrongly.</summary>
public sealed class HomeLossPropertyTests
{
    private static readonly string[] Right = ["Ann", "ann@example.org", "Bonn", "42", "+491701234567", "nothing"];

    private static readonly JsonScript Script = TestScripts.Parse(
        """
        { "name": "six", "closing": "Done.", "neutral": "Arrived.", "questions": [
          { "id": "q0", "type": "text", "ask": "Question 0", "outside": "accept" },
          { "id": "q1", "type": "email", "ask": "Question 1" },
          { "id": "q2", "type": "text", "ask": "Question 2" },
          { "id": "q3", "type": "number", "ask": "Question 3" },
          { "id": "q4", "type": "phone", "ask": "Question 4" },
          { "id": "q5", "type": "text", "ask": "Question 5", "outside": "accept" } ] }
        """);

    [Fact]
    public void Conversation_HomeLostAndBackAnywhere_AsksEachQuestionOnceAndHasEveryAnswer() =>
        Runs.Sample(run => new Conversation(run).Outcome() is var outcome && outcome.Length == 0 ? true : throw new InvalidOperationException(outcome), iter: 5_000);

    // The control: a home that forgets what came unread asks again.
    [Fact]
    public void Conversation_HomeForgetsWhatCameUnread_AsksAgain() =>
        Assert.ThrowsAny<CsCheckException>(() => Runs.Sample(run => new Conversation(run) { HomeForgets = true }.Outcome().Length == 0, iter: 500));

    // The other control: a region that does not count unread messages as answers asks again.
    [Fact]
    public void Conversation_AwayCountsNoUnreadMessage_AsksAgain() =>
        Assert.ThrowsAny<CsCheckException>(() => Runs.Sample(run => new Conversation(run) { AwayForgets = true }.Outcome().Length == 0, iter: 500));

    private static readonly Gen<Run> Runs = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], Gen.Int[0, 63], Gen.Bool, Gen.Bool).Select((lost, away, wrong, woken, reacts) => new Run(lost, lost + away, wrong, woken, reacts));

    /// <param name="LostAt">The place of the user's first message that home does not get.</param>
    /// <param name="BackAt">The place of the first one that it gets again.</param>
    /// <param name="Wrong">A bit for each question whose first answer is wrong, where an answer can be.</param>
    /// <param name="Woken">Whether home reads before the user writes again.</param>
    /// <param name="Reacts">Whether the user reacts to what it reads.</param>
    private sealed record Run(int LostAt, int BackAt, int Wrong, bool Woken, bool Reacts);

    /// <summary>One conversation. What another region holds of it has no open text, as in documents.</summary>
    private sealed class Conversation(Run run)
    {
        private readonly Events events = new();
        private readonly Dictionary<ContentPiece, string> pieces = [];
        private readonly Dictionary<MessageId, InboundEvent> closed = [];
        private readonly List<string> said = [];
        private readonly Dictionary<string, int> asked = [];
        private readonly Dictionary<string, int> allowed = [];
        private ConversationState state = new();
        private int replies;
        private bool wasAway;

        public bool HomeForgets { get; init; }

        public bool AwayForgets { get; init; }

        /// <summary>What is wrong with the conversation; empty when nothing is.</summary>
        public string Outcome()
        {
            string? open = null;
            HashSet<string> wrongly = [];
            for (var place = 0; place < 40 && said is not [.., "Done."]; place++)
            {
                var text = "hi";
                if (open is not null)
                {
                    var question = int.Parse(open[1..], CultureInfo.InvariantCulture);
                    var isWrong = (run.Wrong & (1 << question)) != 0 && question is 1 or 3 or 4 && wrongly.Add(open);
                    allowed[open] = allowed.GetValueOrDefault(open) + (isWrong ? 1 : 0);
                    text = isWrong ? "not that" : Right[question];
                }

                Take(place, text);
                open = Heard(open) ?? open;
                if (run.Reacts)
                {
                    Take(place, null);
                    open = Heard(open) ?? open;
                }

                if (run.Woken && place + 1 == run.BackAt)
                {
                    Open();
                    ReadAtHome([]);
                    open = Heard(open) ?? open;
                }

                // All of it was taken away from home: home finds at the end what it would have found then.
                if (said is [.., "Done."] && state.UnreadInOrder().Any())
                {
                    Open();
                    ReadAtHome([]);
                    said.Add("");
                    open = Heard(open);
                    if (open is null)
                    {
                        break;
                    }
                }
            }

            Open();
            var answers = Talk.Answers(state);
            List<string> wrong = [.. Enumerable.Range(0, Right.Length).Where(i => answers.GetValueOrDefault($"q{i}") != Right[i]).Select(i => $"q{i} is {answers.GetValueOrDefault($"q{i}")}")];
            wrong.AddRange(asked.Where(question => question.Value > 1 + allowed.GetValueOrDefault(question.Key)).Select(question => $"{question.Key} was asked {question.Value} times"));
            wrong.AddRange(state.UnreadInOrder().Select(message => $"{message.Stamp.Message.Value} is unread"));
            return wrong.Count == 0 ? "" : $"{string.Join("; ", wrong)}: {string.Join(" | ", said)}";
        }

        private void Take(int place, string? text)
        {
            var item = text is null ? events.Message($"r{place}", (place * 10) + 5, null, "reaction") : events.Message($"m{place}", place * 10, text);
            if (place >= run.LostAt && place < run.BackAt)
            {
                closed[item.Id] = item;
                Close();
                var away = AwayForgets ? state with { Unread = state.Unread.Clear() } : state;
                state = TurnEngine.Apply(
                    away, item with { Message = null, Sealed = new SealedContent { Zone = "eu", Type = item.Message!.Type, Piece = item.Id.Value } }, Script, Talk.East).Join(state);
                wasAway = true;
            }
            else
            {
                Open();
                ReadAtHome([item]);
            }
        }

        private void ReadAtHome(InboundEvent[] items)
        {
            if (HomeForgets && wasAway)
            {
                state = state with { Unread = state.Unread.Clear() };
            }

            (UnreadMessage, InboundEvent?)[] unread = [.. state.UnreadInOrder().Select(message => (message, (InboundEvent?)closed[message.Stamp.Message]))];
            var read = unread.Length == 0 ? new(state, null, new Dictionary<MessageId, string>()) : Unreads.Read(state, events.Conversation, unread, Script, Talk.West, default);
            state = TurnEngine.ApplyAll(read.State, items, Script, Talk.West, default, read.Correction).State;
        }

        // What the user hears, in order. A question that is interrupted by another one is asked again later.
        private string? Heard(string? before)
        {
            string? open = null;
            foreach (var reply in state.Replies.Values.Where(reply => reply.Status == ReplyStatus.Sending).OrderBy(reply => reply.Stamp).ThenBy(reply => reply.Part))
            {
                said.Add(reply.Content!.Open?.Text ?? pieces[reply.Content.Piece!]);
                if (reply.Asks is { } asks)
                {
                    asked[asks] = asked.GetValueOrDefault(asks) + 1;
                    open = asks;
                }
            }

            if (open is not null && open != before && before is not null && state.Replies.Values.Any(reply => reply.Status == ReplyStatus.Sending && reply.InReplyTo.Value.EndsWith(":checked", StringComparison.Ordinal)))
            {
                allowed[before] = allowed.GetValueOrDefault(before) + 1;
            }

            state = state.Replies.Aggregate(state, (sum, reply) => sum.Put(reply.Key, reply.Value.Raise(ReplyStatus.Sent)));
            return open;
        }

        private void Close()
        {
            state = Contents.Seal(state, (message, part, text) =>
            {
                var piece = new ContentPiece((replies++).ToString(CultureInfo.InvariantCulture));
                pieces[piece] = text;
                return piece;
            });
            Assert.False(Contents.HasOpen(state), "Something is kept open.");
            state = state with
            {
                Answers = state.Answers.Clear().AddRange(state.Answers.Select(answer => KeyValuePair.Create(
                    answer.Key, answer.Value with { Value = answer.Value.Value is { Piece: { } piece } ? new Content(null, piece) : answer.Value.Value }))),
            };
        }

        private void Open() => state = state with
        {
            Answers = state.Answers.Clear().AddRange(state.Answers.Select(answer => KeyValuePair.Create(
                answer.Key, answer.Value with { Value = answer.Value.Value is { Piece: { } piece } ? new Content(pieces[piece], piece) : answer.Value.Value }))),
        };
    }
}
