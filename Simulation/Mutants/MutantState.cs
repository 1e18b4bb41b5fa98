using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.RegionalState.Storage;
using OrleansFailover.Simulation.Grains;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Mutants of what a grain reads and writes.</summary>
internal sealed class MutantState(Mutant mutant, IStateStore<ConversationState> store, StateName name, IServiceProvider services) : SimulatedState(store, name)
{
    [AllowNull]
    public override ConversationState State
    {
        get => base.State;
        set => base.State = mutant == Mutant.SkipSeen ? value! with { Seen = value!.Seen.Clear() } : value;
    }

    public static SimulatedState Create(Mutant mutant, IStateStore<ConversationState> store, StateName name, IServiceProvider services) =>
        mutant is Mutant.SkipSeen or Mutant.SendFirst or Mutant.JoinByWallClock ? new MutantState(mutant, store, name, services) : new SimulatedState(store, name);

    public override async Task WriteStateAsync(CancellationToken cancellationToken)
    {
        if (mutant == Mutant.SendFirst && State.Address is { } address)
        {
            var sender = (EarlySender)services.GetRequiredService<IReplySender>();
            foreach (var (id, reply) in State.Replies.Where(reply => reply.Value is { Status: ReplyStatus.Sending, Content: not null }))
            {
                sender.SendEarly(new OutboundReply(ConversationId.Parse(Name.Key), id, address, reply.Content!.Open!, reply.InReplyTo));
            }
        }

        await base.WriteStateAsync(cancellationToken);
        WallClocks.Note(services, State.Version.Head);
    }
}
