using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Interfaces.Tests.Conversation;

namespace OrleansFailover.Grains.Interfaces.Tests.Regional;

/// <summary>
/// Regions that each write their own document of one conversation, replicated late and in any order, with crashes that lose what was not
/// replicated, two activations a region (one of them stale), and copies of lost writes that are joined back in. Checked after every step:
/// a version vector covers a write only where its content is, and what a region once held it holds on to until a crash.
/// </summary>
internal sealed class ReplicaModel(int regions, Mutant mutant)
{
    private readonly List<Written> history = [];
    private readonly Written?[,] replicas = new Written?[regions, regions];
    private readonly List<Written>[,] queues = Queues(regions);
    private readonly Activation?[,] activations = new Activation?[regions, 2];
    private readonly HashSet<string>[] held = [.. Enumerable.Range(0, regions).Select(_ => new HashSet<string>())];
    private int draws;

    public int Crashes { get; private set; }

    public int LostWrites { get; private set; }

    public int LostETags { get; private set; }

    public int Covered { get; private set; }

    public void Step(ModelStep step)
    {
        var region = step.Region % regions;
        switch (step.Kind)
        {
            case ModelStepKind.Turn:
                Turn(region, step.Argument % 2, step.Argument / 2, isAnswered: true);
                break;
            case ModelStepKind.TurnOfUnknownOutcome:
                Turn(region, step.Argument % 2, step.Argument / 2, isAnswered: false);
                break;
            case ModelStepKind.Deactivate:
                activations[region, step.Argument % 2] = null;
                break;
            case ModelStepKind.Replicate:
                Replicate(region, (region + 1 + (step.Argument % (regions - 1))) % regions, step.Argument);
                break;
            case ModelStepKind.FoldCopy:
                FoldCopy(region, step.Argument);
                break;
            default:
                Crash(region, step.Argument);
                break;
        }

        Check();
    }

    private static List<Written>[,] Queues(int regions)
    {
        var queues = new List<Written>[regions, regions];
        for (var i = 0; i < regions * regions; i++)
        {
            queues[i / regions, i % regions] = [];
        }

        return queues;
    }

    private void Turn(int region, int slot, int message, bool isAnswered)
    {
        var activation = activations[region, slot] ??= Activate(region);
        if (activation.State.HasSeen(StateGen.Message(message)))
        {
            return;
        }

        var state = Apply(activation.State, region, message);
        var isAccepted = Write(region, state, activation.ETag) is not null;
        // An open outcome, like a lost ETag, ends the activation: the next turn reads again.
        activations[region, slot] = isAccepted && isAnswered
            ? new Activation(replicas[region, region]!.State with { Version = Continue(state, replicas[region, region]!.State) }, replicas[region, region])
            : null;
    }

    private static VersionVector Continue(ConversationState before, ConversationState written) => written.Version with { Writer = before.Version.Writer };

    private Activation Activate(int region)
    {
        var joined = View(region) ?? new ConversationState();
        return new Activation(joined.WithVersion(joined.Version with { Writer = Draw(region) }), replicas[region, region]);
    }

    private string Draw(int region) => mutant == Mutant.SameWriterForEver ? $"region{region}" : $"w{draws++}";

    private static ConversationState Apply(ConversationState state, int region, int message)
    {
        var inbound = StateGen.Event(message);
        var stamp = Stamp.After(state.Newest, inbound.ChannelTime, inbound.Id);
        return state.See(inbound) with
        {
            Newest = state.Newest is { } newest ? Stamp.Max(newest, stamp) : stamp,
            // A question of its own for each message: whichever answer is missing shows.
            Answers = state.Answers.SetItem($"q{message}", new AnswerRegister(stamp, $"{region}")),
        };
    }

    private Written? Write(int region, ConversationState state, Written? expected)
    {
        if (!ReferenceEquals(expected, replicas[region, region]) && mutant != Mutant.NoETag)
        {
            LostETags++;
            return null;
        }

        var next = state.WithVersion(state.Version.Next());
        return Store(region, new Written(next.Version.Head!.Value, next, history.Count));
    }

    private Written Store(int region, Written written)
    {
        history.Add(written);
        replicas[region, region] = written;
        for (var peer = 0; peer < regions; peer++)
        {
            if (peer != region)
            {
                queues[region, peer].Add(written);
            }
        }

        return written;
    }

    private void Replicate(int from, int to, int pick)
    {
        if (queues[from, to] is { Count: > 0 } queue)
        {
            var written = queue[pick % queue.Count];
            queue.Remove(written);
            // The replica keeps the newest version of the document, whatever the order of arrival.
            if (replicas[to, from] is not { } known || known.Sequence < written.Sequence)
            {
                replicas[to, from] = written;
            }
        }
    }

    // The standby copy of any write, also of a lost one, becomes durable in this region's own document.
    private void FoldCopy(int region, int pick)
    {
        if (history.Count == 0)
        {
            return;
        }

        var copy = history[pick % history.Count];
        var own = replicas[region, region];
        if (own?.State.Version.Covers(copy.Head) == true)
        {
            return;
        }

        var joined = own is null ? copy.State : own.State.Join(copy.State);
        if (mutant == Mutant.FoldUnderTheHeadOfTheCopy)
        {
            Store(region, new Written(copy.Head, joined, history.Count));
            return;
        }

        Write(region, joined.WithVersion(joined.Version with { Writer = Draw(region) }), own);
    }

    // The region comes back with the newest of its writes that any peer has, or an older loss point after that; the writes since are gone.
    private void Crash(int region, int pick)
    {
        var reached = Enumerable.Range(0, regions).Where(peer => peer != region).Select(peer => replicas[peer, region]?.Sequence ?? -1).Max();
        var survivors = history.Where(written => written.Sequence >= reached && IsOf(region, written)).ToList();
        var survivor = survivors.Count == 0 ? null : survivors[pick % survivors.Count];
        if (reached < 0 && pick % 3 == 0)
        {
            survivor = null;
        }

        Crashes++;
        LostWrites += survivors.Count(written => written.Sequence > (survivor?.Sequence ?? -1));
        replicas[region, region] = survivor;
        for (var peer = 0; peer < regions; peer++)
        {
            queues[region, peer].RemoveAll(written => written.Sequence > (survivor?.Sequence ?? -1));
        }

        activations[region, 0] = activations[region, 1] = null;
        held[region].Clear();
    }

    private bool IsOf(int region, Written written) =>
        ReferenceEquals(replicas[region, region], written)
        || Enumerable.Range(0, regions).Any(peer => peer != region && (ReferenceEquals(replicas[peer, region], written) || queues[region, peer].Contains(written)));

    private ConversationState? View(int region)
    {
        ConversationState? joined = null;
        for (var writer = 0; writer < regions; writer++)
        {
            if (replicas[region, writer] is { } written)
            {
                joined = joined?.Join(written.State) ?? written.State;
            }
        }

        return joined;
    }

    private void Check()
    {
        for (var region = 0; region < regions; region++)
        {
            var view = View(region);
            CheckCovers(region, view);
            var holds = new HashSet<string>(view is null ? [] : view.Seen.Keys.Concat(view.Answers.Keys));
            if (!held[region].IsSubsetOf(holds))
            {
                throw new ModelException($"Region {region} lost what it held: {string.Join(", ", held[region].Except(holds))}.");
            }

            held[region] = holds;
        }
    }

    private void CheckCovers(int region, ConversationState? view)
    {
        foreach (var written in history)
        {
            if (view?.Version.Covers(written.Head) == true)
            {
                Covered++;
                if (written.State.Seen.Keys.Except(view.Seen.Keys).Any() || written.State.Answers.Keys.Except(view.Answers.Keys).Any())
                {
                    throw new ModelException($"Region {region} covers {written.Head} and lacks its content.");
                }
            }
        }
    }

    private sealed record Activation(ConversationState State, Written? ETag);

    private sealed record Written(VersionStamp Head, ConversationState State, int Sequence);
}
