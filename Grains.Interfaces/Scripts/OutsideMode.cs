namespace OrleansFailover.Grains.Interfaces.Scripts;

/// <summary>What a message to a question means in a region that cannot read it.</summary>
public enum OutsideMode
{
    /// <summary>The neutral text is said before the next question: the message may turn out to be no answer.</summary>
    Acknowledge,

    /// <summary>The next question is asked at once: any text is an answer.</summary>
    Accept,
}
