using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>
/// Stands between the pulling agent and the conversations. Answers, in the agent's own silo, the question from where a conversation wants its events: the
/// stream is not rewindable, so the answer is always "from what is owed". Holds every offer of an event while the gate is closed. And counts turns that
/// failed: an event that is set aside for them counts as delivered for the agent, whose own bound is one of time.
/// </summary>
/// <remarks>
/// The agent asks each conversation that it meets, and reads nothing more of the partition until the last of them has answered. The question activates
/// the conversation, so without this one that loads its state slowly would hold up every other one of its partition, for up to
/// <see cref="InboundLogOptions.MaxEventDeliveryTime"/>. With it the conversation is activated by its first event and holds up itself alone.
/// Needed as long as Orleans' pulling agent waits for registrations before it reads (seen in 10.4.2).
/// </remarks>
internal sealed class AgentCallFilter(string providerName, IInboundLogGate gate, Func<FailedTurns> failedTurns, CancellationToken stopping) : IOutgoingGrainCallFilter
{
    private const string Question = "GetSequenceToken";
    private const string Interface = "IStreamConsumerExtension";

    /// <summary>The grain key of a pulling agent is its silo, a plus sign, the name of its provider, an underscore, and what tells it from others.</summary>
    private readonly string agent = $"+{providerName}_";

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!IsOwnAgent(context))
        {
            return context.Invoke();
        }

        if (context.MethodName != Question)
        {
            return OfferAsync(context);
        }

        context.Result = null;
        return Task.CompletedTask;
    }

    private async Task OfferAsync(IOutgoingGrainCallContext context)
    {
        await gate.WaitUntilOpenAsync(stopping);
        if (BatchOf(context) is not { Record: { } record, Window: { } window })
        {
            await context.Invoke();
            return;
        }

        record.Offered();
        try
        {
            await context.Invoke();
        }
        catch (TurnFaultException fault)
        {
            if (await failedTurns().TakeAsync(window, record, fault) == FailedTurnStep.OfferAgain)
            {
                throw;
            }

            context.Result = null;
        }
    }

    private static InboundBatch? BatchOf(IOutgoingGrainCallContext context)
    {
        for (var i = 0; i < context.Request.GetArgumentCount(); i++)
        {
            if (context.Request.GetArgument(i) is InboundBatch batch)
            {
                return batch;
            }
        }

        return null;
    }

    private bool IsOwnAgent(IOutgoingGrainCallContext context) =>
        context.InterfaceName.EndsWith(Interface, StringComparison.Ordinal)
        && context.SourceId is { } source
        && source.IsSystemTarget()
        && source.Key.ToString()!.Contains(agent, StringComparison.Ordinal);
}
