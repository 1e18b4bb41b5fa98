using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>The newest answer to one question; the newer stamp wins, and of one message its newest edit.</summary>
/// <param name="Stamp">The message that gave it.</param>
/// <param name="Value">The normalised answer; null for one that was taken back.</param>
/// <param name="Edited">The edit or the deletion of that message that this value shows (<see cref="Amendment.Place"/>), or null for the message as it was sent.</param>
/// <param name="Expired">True once what it said was dropped for its age: the question counts as answered, and nobody knows what.</param>
[GenerateSerializer, Immutable, Alias("answer-register")]
public sealed record AnswerRegister(
    [property: Id(0)] Stamp Stamp,
    [property: Id(1)] Content? Value,
    [property: Id(2)] Stamp? Edited = null,
    [property: Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Expired = false)
{
    /// <summary>True for an answer that stands, whether anybody knows what it says or not.</summary>
    public bool IsGiven() => Value is not null || Expired;

    /// <summary>The answer without what it said.</summary>
    public AnswerRegister Expire() => this with { Value = null, Expired = IsGiven() };

    public AnswerRegister Join(AnswerRegister other) => CompareTo(other) >= 0 ? this : other;

    private int CompareTo(AnswerRegister other)
    {
        var order = Stamp.CompareTo(other.Stamp);
        order = order != 0 ? order : Comparer<Stamp?>.Default.Compare(Edited, other.Edited);
        order = order != 0 ? order : Content.Compare(Value, other.Value);
        return order != 0 ? order : Expired.CompareTo(other.Expired);
    }
}
