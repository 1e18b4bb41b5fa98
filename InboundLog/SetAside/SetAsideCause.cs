namespace OrleansFailover.InboundLog.SetAside;

/// <summary>Why an event was given up.</summary>
public enum SetAsideCause
{
    /// <summary>Its conversation did not take it within <see cref="InboundLogOptions.MaxEventDeliveryTime"/>: something that its turns need was out of reach.</summary>
    NotTaken,

    /// <summary>Its turn failed <see cref="InboundLogOptions.MaxTurnFailures"/> times, and the fault lies in the event or in the state of its conversation.</summary>
    TurnFailed,
}
