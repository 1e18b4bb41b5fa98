namespace OrleansFailover.Load.Stages;

/// <summary>How long and how often is measured.</summary>
internal sealed record StageSettings(bool Quick, TimeProvider Time)
{
    /// <summary>How often the two sides are measured by turns.</summary>
    public int Rounds => Quick ? 2 : 5;

    /// <summary>How long a load runs in one round.</summary>
    public TimeSpan Slot => TimeSpan.FromSeconds(Quick ? 1 : 5);

    /// <summary>How long each listener is loaded before anything counts.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 1 : 20);

    /// <summary>A count that a quick run cuts to a twentieth.</summary>
    public int Count(int full) => Quick ? Math.Max(1, full / 20) : full;

    /// <summary>Tells where it is.</summary>
    public void Say(string text) => Console.WriteLine($"{Time.GetLocalNow():HH:mm:ss} {text}");
}
