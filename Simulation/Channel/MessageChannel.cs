using System.Globalization;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.History;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Regions;
using OrleansFailover.WebhookGateway.Edge;

namespace OrleansFailover.Simulation.Channel;

/// <summary>
/// The messaging channel: delivers until it is answered 200, sometimes again, sometimes to both regions; takes replies, sometimes without saying so; tells what became
/// of them, sometimes late or never. It knows everything that is seen from outside.
/// </summary>
internal sealed class MessageChannel
{
    private static readonly TimeSpan[] RetryPauses = [.. new[] { 0.1, 0.5, 1, 2, 4, 8 }.Select(TimeSpan.FromSeconds)];

    private readonly World world;
    private readonly Life life;
    private readonly LifeClock clock;
    private readonly Dictionary<string, Customer> customers = new(StringComparer.Ordinal);
    private int accepted;
    private int told;

    public MessageChannel(World world)
    {
        this.world = world;
        life = new Life("channel", world.Loop);
        clock = new LifeClock(life, () => TimeSpan.Zero);
    }

    /// <summary>Raised with the number of each message that a customer says.</summary>
    public event Action<int>? Told;

    /// <summary>While positive, this part of the sends is accepted and not answered.</summary>
    public double LosesAnswers { get; set; }

    /// <summary>While positive, this part of the sends is not accepted, and the sender is told so.</summary>
    public double TurnsAway { get; set; }

    public LifeClock Clock => clock;

    public Life Life => life;

    public IReadOnlyCollection<Customer> Customers => customers.Values;

    /// <summary>Every accepted send.</summary>
    public List<Send> Sends { get; } = [];

    public void Add(Customer customer) => customers.Add(customer.Conversation.Key, customer);

    /// <summary>Delivers a customer's message, in its style, until it is acked.</summary>
    public void Deliver(Said said)
    {
        Told?.Invoke(++told);
        life.Do(() => DeliverAsync(said));
    }

    /// <summary>Takes a reply from a silo.</summary>
    public void Take(Life silo, Region region, OutboundReply reply, Action<SendResult> answer)
    {
        if (world.Loop.Chooser is { } chooser)
        {
            chooser.Offer(new(silo, $"channel {reply.Conversation.Key}", () => answer(new(SendOutcome.Accepted, Accept(silo, region, reply, isAnswered: true, TimeSpan.Zero)))));
            return;
        }

        var draw = world.ChannelDraw;
        var takes = region.ChannelTakes;
        world.Loop.After(world.Network.OutsideLatency() + takes, () =>
        {
            // What takes long is not on its way: it ends with the connection of who sent it.
            if (!region.IsUp || (!silo.IsAlive && takes > TimeSpan.Zero))
            {
                return;
            }

            if (draw.Chance(TurnsAway))
            {
                Answer(new(SendOutcome.NotSent, null, "busy"), TimeSpan.Zero);
                return;
            }

            var isAnswered = !draw.Chance(LosesAnswers);
            var id = Accept(silo, region, reply, isAnswered, takes);
            Answer(isAnswered ? new(SendOutcome.Accepted, id) : new(SendOutcome.Unknown, null, "timeout"), TimeSpan.Zero);
        });

        void Answer(SendResult result, TimeSpan more) => world.Loop.After(
            world.Network.OutsideLatency() + (result.Outcome == SendOutcome.Unknown ? world.Plan.Pace.SendTimeout : more), () => answer(result));
    }

    private string Accept(Life silo, Region region, OutboundReply reply, bool isAnswered, TimeSpan took)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"out.{++accepted}");
        var customer = customers[reply.Conversation.Key];
        var text = reply.Content.Text;
        var seen = new AcceptedReply(world.Loop.Now, reply.ReplyId, region.Id.Name, reply.InReplyTo.Value, Questions.Asks(text), Questions.Summary(text));
        Sends.Add(new(customer, region, silo, seen, isAnswered, took));
        world.Tell(region.Id.Name, $"sends to {customer.Name}: {text} (answers {reply.InReplyTo.Value})");
        customer.Receive(seen);
        if (world.Loop.Chooser is null)
        {
            TellStatuses(customer, reply, id);
        }

        return id;
    }

    // "sent" and "delivered", soon, late or never.
    private void TellStatuses(Customer customer, OutboundReply reply, string id)
    {
        var draw = world.ChannelDraw;
        var delay = draw.Between(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(200));
        foreach (var status in new[] { ReplyStatus.Sent, ReplyStatus.Delivered })
        {
            if (draw.Chance(world.Plan.StatusesLost))
            {
                continue;
            }

            delay += draw.Chance(world.Plan.StatusesLate) ? world.Plan.Pace.LateStatus * draw.Part() : draw.Between(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(300));
            world.Loop.After(delay, () => life.Do(() => DeliverStatusAsync(new InboundEvent
            {
                Conversation = customer.Conversation,
                Id = new MessageId($"{id}:{status}"),
                ChannelTime = WholeSecond(),
                Status = new StatusUpdate { ChannelMessageId = id, ReplyId = reply.ReplyId, Status = status },
                Receipt = NoReceipt,
            })));
        }
    }

    public DateTimeOffset WholeSecond() => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>Replaced by the gateway.</summary>
    public static Receipt NoReceipt { get; } = new() { Region = new RegionId("nowhere"), ReceivedAt = LifeClock.Epoch };

    private async void DeliverAsync(Said said)
    {
        said.FirstDelivered = world.Loop.Now;
        if (said.Style.EveryRegion)
        {
            var all = await Task.WhenAll(world.Regions.Select(region => world.Edge.SendAsync(region, said.Event, null)));
            if (all.Contains(AttemptOutcome.Taken))
            {
                Acked(said);
            }
        }

        for (var attempt = 0; said.Acked is null; attempt++)
        {
            if (await world.Edge.PostAsync(said.Event))
            {
                Acked(said);
                break;
            }

            await Task.Delay(RetryPauses[Math.Min(attempt, RetryPauses.Length - 1)], clock);
        }

        foreach (var pause in said.Style.Redeliveries)
        {
            await Task.Delay(pause, clock);
            await world.Edge.PostAsync(said.Event);
        }
    }

    private void Acked(Said said)
    {
        said.Acked ??= world.Loop.Now;
        world.Tell("channel", $"{said.Event.Id.Value} acked");
    }

    private async void DeliverStatusAsync(InboundEvent status)
    {
        for (var attempt = 0; attempt < 20 && !await world.Edge.PostAsync(status); attempt++)
        {
            await Task.Delay(RetryPauses[Math.Min(attempt, RetryPauses.Length - 1)], clock);
        }
    }
}
