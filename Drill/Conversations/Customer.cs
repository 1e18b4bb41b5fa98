using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using OrleansFailover.Drill.Channel;
using OrleansFailover.History;

namespace OrleansFailover.Drill.Conversations;

/// <summary>One simulated customer: answers the question that was asked last, and writes again when nothing comes.</summary>
internal sealed class Customer(CustomerPlan plan, Pace pace, Gate gate, ChannelSimulator channel, MaskedReplies? masked, TimeProvider time)
{
    private readonly Channel<AcceptedSend> _inbox = System.Threading.Channels.Channel.CreateUnbounded<AcceptedSend>();
    private readonly HashSet<(string ReplyId, string Text)> _known = [];
    private readonly HashSet<string> _answered = [];
    private readonly Dictionary<int, int> _answers = [];
    private readonly List<Said> _said = [];
    private readonly ConcurrentDictionary<string, string> _maskedReplies = new(StringComparer.Ordinal);
    private bool _corrected;
    private int _turn;

    public CustomerPlan Plan => plan;

    /// <summary>The question asked last, 0 before the first; one more than there are once complete.</summary>
    public int Asked { get; private set; }

    /// <summary>True once the summary came.</summary>
    public bool IsComplete => Asked > SixQuestions.Count;

    /// <summary>A reply for this customer came in.</summary>
    public void Receive(AcceptedSend send) => _inbox.Writer.TryWrite(Attributed(send));

    /// <summary>Converses until the summary comes or the run is over.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(pace.Arrivals * plan.Arrival, time, cancellationToken);
        Say(plan.Message("start", _ => plan.Opening), MessagePurpose.Start);
        while (!IsComplete)
        {
            _turn++;
            if (await NextAsync(pace.Patience(Draw("patience")), cancellationToken) is not { } reply)
            {
                WriteAgain();
                continue;
            }

            Read(reply);
            if (IsComplete || SixQuestions.Asks(reply.Content.Text) is null)
            {
                continue;
            }

            await Task.Delay(pace.Thought(Draw("thought")), time, cancellationToken);
            await gate.PassAsync(cancellationToken);
            while (_inbox.Reader.TryRead(out var newer))
            {
                reply = newer;
                Read(newer);
            }

            if (!IsComplete)
            {
                await AnswerAsync(reply, cancellationToken);
            }
        }
    }

    /// <summary>The conversation as the channel saw it.</summary>
    public ConversationHistory History(IEnumerable<AcceptedSend> sends)
    {
        List<Said> said;
        lock (_said)
        {
            said = [.. _said];
        }

        var messages = said
            .Select(each => (each, seen: channel.Record.Of(each.Message.Id)))
            .Where(each => each.seen.FirstDelivered is not null)
            .Select(each => new SentMessage(
                each.each.Message.Id, each.each.Message.Text, each.each.Purpose, each.each.Time, each.seen.FirstDelivered!.Value, each.seen.Acked, each.each.TakesBack)
            {
                Shows = each.each.Shows.ToString(),
            });
        var replies = sends.Select(Attributed).Select(send => new AcceptedReply(
            send.At, send.ReplyId, send.Region, send.Quotes, SixQuestions.Asks(send.Content.Text), SixQuestions.Summary(send.Content.Text)));
        return new ConversationHistory(plan.Name, SixQuestions.Count, messages, replies);
    }

    // A reply under masks quotes nothing.
    private AcceptedSend Attributed(AcceptedSend send) =>
        send.Quotes is null && _maskedReplies.TryGetValue(send.ReplyId, out var message) ? send with { Quotes = message } : send;

    private async Task<AcceptedSend?> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var impatient = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(impatient.Token, cancellationToken);
        try
        {
            return await _inbox.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    // The same reply twice is the checker's business, and so is a question after the summary: a customer is not confused by either. Two sides
    // of a partition can say different things under one id; the customer reads both.
    private void Read(AcceptedSend reply)
    {
        _answered.Add(reply.Quotes ?? "");
        if (!_known.Add((reply.ReplyId, reply.Content.Text)) || IsComplete)
        {
            return;
        }

        if (SixQuestions.Summary(reply.Content.Text) is not null)
        {
            Asked = SixQuestions.Count + 1;
        }
        else if (SixQuestions.Asks(reply.Content.Text) is { } question)
        {
            Asked = question;
        }
    }

    private async Task AnswerAsync(AcceptedSend reply, CancellationToken cancellationToken)
    {
        if (plan.CorrectsAt == Asked && !_corrected && LastAnswerStands(reply) is { } last)
        {
            _corrected = true;
            Say(plan.Message("back", _ => SixQuestions.Back), MessagePurpose.Correction, last);
            return;
        }

        var sendsTwo = plan.SendsTwoAt == Asked && !_answers.ContainsKey(Asked);
        Answer();
        if (sendsTwo)
        {
            await Task.Delay(pace.BetweenTwo, time, cancellationToken);
            Answer();
        }
    }

    private void WriteAgain()
    {
        if (Asked > 0)
        {
            Answer();
            return;
        }

        Say(plan.Message($"start/{_turn}", mark => SixQuestions.Token(plan.Index, 0, mark)), MessagePurpose.Start);
    }

    private void Answer()
    {
        var attempt = _answers[Asked] = _answers.GetValueOrDefault(Asked) + 1;
        var step = string.Create(CultureInfo.InvariantCulture, $"q{Asked}/{attempt}");
        Say(plan.Message(step, mark => SixQuestions.Token(plan.Index, Asked, mark)), MessagePurpose.Answer);
    }

    // Only then does the customer know which answer "back" takes back: nothing overlapped, and this reply is to the last thing said.
    private string? LastAnswerStands(AcceptedSend reply)
    {
        var said = _said.ConvertAll(each => (each, seen: channel.Record.Of(each.Message.Id)));
        for (var at = 0; at < said.Count; at++)
        {
            if (said[at].seen.Acked is not { } acked || (at + 1 < said.Count && said[at + 1].seen.FirstDelivered is { } next && next < acked))
            {
                return null;
            }
        }

        var last = said[^1].each;
        return last.Purpose == MessagePurpose.Answer && reply.Quotes == last.Message.Id ? last.Message.Id : null;
    }

    private void Say(PlannedMessage message, MessagePurpose purpose, string? takesBack = null)
    {
        var now = time.GetUtcNow();
        var whole = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var sent = new CustomerMessage(message.Id, plan.User, plan.Name, now, new CustomerBody.Text(message.Text)) { UserId = plan.UserId, Shows = Shows(message.Step) };
        lock (_said)
        {
            _said.Add(new Said(message, purpose, whole, takesBack, channel.ShownOf(sent)));
        }

        foreach (var reply in plan.IsRestricted && masked is not null ? masked.IdsOf(plan, message.Id) : [])
        {
            _maskedReplies[reply] = message.Id;
        }

        channel.Send(sent, message.Style);
    }

    // Nothing changes behind a message that is not answered yet: under another id the next one would stand in another lane of the log.
    private ShownIds Shows(string step)
    {
        if (_said is [.., var last] && !_answered.Contains(last.Message.Id))
        {
            return last.Shows;
        }

        var both = _said.FindAll(each => each.Shows == ShownIds.Both);
        return plan.Shows(step, links: both.Count > 0 || Asked >= plan.LinksAt, linked: both.Exists(each => _answered.Contains(each.Message.Id)));
    }

    private double Draw(string choice) => plan.Draw(string.Create(CultureInfo.InvariantCulture, $"{choice} {_turn}"));

    private sealed record Said(PlannedMessage Message, MessagePurpose Purpose, DateTimeOffset Time, string? TakesBack, ShownIds Shows);
}
