namespace OrleansFailover.Simulation.Runs;

/// <summary>One promise that one conversation saw broken.</summary>
/// <param name="Promise">Its name.</param>
/// <param name="Conversation">The customer.</param>
/// <param name="Example">How it was broken.</param>
/// <param name="Excuse">Why no program keeps it here, by the names of <see cref="Excuses"/>; null when it should have been kept.</param>
internal sealed record Finding(string Promise, string Conversation, string Example, string? Excuse)
{
    /// <summary>The name under which a customer that was left alone counts.</summary>
    public const string Complete = "complete";
}
