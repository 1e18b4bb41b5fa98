namespace OrleansFailover.InboundLog.Streams;

/// <summary>What follows a turn that failed.</summary>
internal enum FailedTurnStep
{
    /// <summary>The event is offered again, after a pause.</summary>
    OfferAgain,

    /// <summary>The agent goes on: the event was set aside, or stands first in its line again.</summary>
    GoOn,
}
