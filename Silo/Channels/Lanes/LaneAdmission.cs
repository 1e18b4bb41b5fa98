namespace OrleansFailover.Silo.Channels.Lanes;

/// <summary>Whether a reply may go to the channel now.</summary>
/// <param name="Wait">How long it has to wait; zero: it may go, and counts.</param>
/// <param name="Reason">What it waits for.</param>
internal readonly record struct LaneAdmission(TimeSpan Wait, string? Reason)
{
    public static LaneAdmission Go => new(TimeSpan.Zero, null);

    public bool MayGo => Wait <= TimeSpan.Zero;
}
