namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>Shows the date that a test sets; timers and elapsed time are as ever.</summary>
internal sealed class SetDate(DateTimeOffset now) : TimeProvider
{
    private long ticks = now.UtcTicks;

    public void Advance(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref ticks), TimeSpan.Zero);
}
