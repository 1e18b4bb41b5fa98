using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>
/// Counts the turns of an event that failed for a fault of its own and sets it aside when they are too many. A turn that failed because something was
/// out of reach never comes here: the agent offers its event until <see cref="InboundLogOptions.MaxEventDeliveryTime"/> is over.
/// </summary>
internal sealed class FailedTurns(InboundLogOptions options, SetAsideDesk desk)
{
    public async Task<FailedTurnStep> TakeAsync(PartitionWindow window, LogRecord record, TurnFaultException fault)
    {
        record.TurnFaulted();
        if (options.MaxTurnFailures == 0 || record.TurnFaults < options.MaxTurnFailures)
        {
            return FailedTurnStep.OfferAgain;
        }

        // Before it is kept: an agent that stops meanwhile must not take the end of this call for a delivery.
        record.Failed = true;
        await desk.KeepTurnFailedAsync(window, record, fault.Message, window.StoppingToken);
        return FailedTurnStep.GoOn;
    }
}
