using System.Globalization;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.History;
using OrleansFailover.Simulation.Kernel;

namespace OrleansFailover.Simulation.Channel;

/// <summary>One simulated customer: answers what was asked last; writes again when nothing comes, unless a patient one.</summary>
internal sealed class Customer(World world, CustomerTraits traits)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> answers = [];
    private readonly List<Said> said = [];
    private bool corrected;
    private int version;
    private int asked;

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"c{traits.Index}");

    public ConversationId Conversation { get; } =
        ConversationId.Create("whatsapp", "1065", string.Create(CultureInfo.InvariantCulture, $"49170{traits.Index:0000000}"));

    /// <summary>True once the summary came.</summary>
    public bool IsComplete => asked > world.Plan.Questions;

    public IReadOnlyList<Said> All => said;

    public void Begin() => world.Loop.After(traits.Arrival, () => world.Channel.Life.Do(() => Say("hi", Questions.Opening, MessagePurpose.Start, null)));

    /// <summary>Says a message of a small scope, delivered by the scope itself.</summary>
    public Said SayInScope(int number, MessagePurpose purpose)
    {
        var step = string.Create(CultureInfo.InvariantCulture, $"m{number}");
        var item = EventOf(step, number == 1 ? Questions.Opening : $"{Name}-{step}");
        var message = new Said(item with { ChannelTime = item.ChannelTime.AddSeconds(number) }, purpose, new DeliveryStyle(false, []), null);
        said.Add(message);
        return message;
    }

    /// <summary>A reply for this customer was accepted. The same reply twice is the checker's business; it does not confuse a customer.</summary>
    public void Receive(AcceptedReply reply)
    {
        if (!known.Add(reply.ReplyId) || world.Plan.IsScope)
        {
            return;
        }

        if (reply.Summary is not null)
        {
            asked = world.Plan.Questions + 1;
            version++;
        }
        else if (reply.Asks is { } question)
        {
            asked = question;
            var expected = ++version;
            var part = DrawOf($"thought {expected}").Part();
            After(traits.Rests(asked) ? world.Plan.Pace.Rest(part) : world.Plan.Pace.Thought(part), expected, () => Respond(reply));
        }
    }

    /// <summary>The conversation as the channel saw it.</summary>
    public ConversationHistory History() => new(
        Name,
        world.Plan.Questions,
        said.Where(each => each.FirstDelivered is not null).Select(each => new SentMessage(
            each.Event.Id.Value, each.Event.Message!.Text!, each.Purpose, each.Event.ChannelTime, each.FirstDelivered!.Value, each.Acked, each.TakesBack)),
        world.Channel.Sends.Where(send => send.Customer == this).Select(send => send.Reply));

    private void Respond(AcceptedReply reply)
    {
        if (traits.CorrectsAt == asked && !corrected && LastAnswerStands(reply) is { } last)
        {
            corrected = true;
            Say("back", Questions.Back, MessagePurpose.Correction, last);
            return;
        }

        var sendsTwo = traits.SendsTwoAt == asked && !answers.ContainsKey(asked);
        Answer();
        if (sendsTwo)
        {
            // Whatever is read meanwhile: the second message follows the first.
            world.Loop.After(world.Plan.Pace.BetweenTwo, () => world.Channel.Life.Do(Answer));
        }
    }

    private void WriteAgain()
    {
        if (asked > 0)
        {
            Answer();
            return;
        }

        var step = string.Create(CultureInfo.InvariantCulture, $"hi{said.Count}");
        Say(step, $"{Name}-{step}", MessagePurpose.Start, null);
    }

    private void Answer()
    {
        if (IsComplete)
        {
            return;
        }

        var attempt = answers[asked] = answers.GetValueOrDefault(asked) + 1;
        var step = string.Create(CultureInfo.InvariantCulture, $"q{asked}.{attempt}");
        Say(step, $"{Name}-{step}", MessagePurpose.Answer, null);
    }

    // Only then does the customer know which answer "back" takes back: nothing overlapped, and this reply is to the last thing said.
    private string? LastAnswerStands(AcceptedReply reply)
    {
        for (var at = 0; at < said.Count; at++)
        {
            if (said[at].Acked is not { } acked || (at + 1 < said.Count && said[at + 1].FirstDelivered is { } next && next < acked))
            {
                return null;
            }
        }

        return said[^1] is { Purpose: MessagePurpose.Answer } last && reply.Answers == last.Event.Id.Value ? reply.Answers : null;
    }

    private void Say(string step, string text, MessagePurpose purpose, string? takesBack)
    {
        var draw = DrawOf(step);
        var style = new DeliveryStyle(
            draw.Chance(world.Plan.EveryRegion),
            draw.Chance(world.Plan.Redelivered) ? [.. Enumerable.Range(0, draw.Between(1, 2)).Select(_ => world.Plan.Pace.Redelivery(draw.Part()))] : []);
        var item = EventOf(step, text);
        var message = new Said(item, purpose, style, takesBack);
        said.Add(message);
        world.Tell(Name, $"says {text} as {item.Id.Value}");
        world.Channel.Deliver(message);
        if (!traits.IsPatient)
        {
            var expected = version;
            After(world.Plan.Pace.Patience(draw.Part()), expected, WriteAgain);
        }
    }

    private InboundEvent EventOf(string step, string text) => new()
    {
        Conversation = Conversation,
        Id = new MessageId($"{Name}.{step}"),
        ChannelTime = world.Channel.WholeSecond(),
        Sender = new Sender { Phone = Conversation.UserId },
        Message = new MessageContent { Type = "text", Text = text },
        Receipt = MessageChannel.NoReceipt,
    };

    private void After(TimeSpan delay, int expected, Action action) => world.Loop.After(delay, () => world.Channel.Life.Do(() =>
    {
        if (version == expected && !IsComplete)
        {
            action();
        }
    }));

    private Draw DrawOf(string choice) => Draw.Of(world.Plan.Seed, $"{Name} {choice}");
}
