namespace OrleansFailover.DeadLetters.Replay;

/// <summary>Where replayed letters go.</summary>
public interface IReplayTarget
{
    /// <summary>True when the region takes events and all its required parts are healthy.</summary>
    ValueTask<bool> IsHealthyAsync(CancellationToken cancellationToken);

    /// <summary>Brings the events of a letter to the inbound log. Doing so again changes nothing: a conversation takes an event once.</summary>
    ValueTask<ReplayOutcome> ReplayAsync(DeadLetter letter, CancellationToken cancellationToken);
}
