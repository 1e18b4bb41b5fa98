using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// One run through the script. "Restart" opens the next epoch; answers of an older epoch count no more.
/// </summary>
/// <param name="Epoch">0 before the first message, then rising.</param>
/// <param name="StartedBy">The message that opened this epoch; a message before it belongs to an older one.</param>
/// <param name="Forgotten">True for an epoch that only says that those before it are forgotten: the next message opens another.</param>
[GenerateSerializer, Immutable, Alias("session")]
public sealed record Session(
    [property: Id(0)] int Epoch,
    [property: Id(1)] Stamp StartedBy,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Forgotten = false)
{
    /// <summary>No message yet.</summary>
    public static Session None { get; } = new(0, default);

    /// <summary>False while the next message begins the script.</summary>
    public bool HasBegun() => Epoch > 0 && !Forgotten;

    /// <summary>The higher epoch; of one epoch opened in two regions, the earlier opening.</summary>
    public Session Join(Session other) =>
        Epoch != other.Epoch ? (Epoch > other.Epoch ? this : other)
        : new(Epoch, Stamp.Min(StartedBy, other.StartedBy), Forgotten || other.Forgotten);
}
