namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>The newest answer to one question; the newer stamp wins. A null value is an answer taken back.</summary>
[GenerateSerializer, Immutable, Alias("answer-register")]
public sealed record AnswerRegister([property: Id(0)] Stamp Stamp, [property: Id(1)] string? Value)
{
    public AnswerRegister Join(AnswerRegister other)
    {
        var order = Stamp.CompareTo(other.Stamp);
        return order > 0 || (order == 0 && string.CompareOrdinal(Value, other.Value) >= 0) ? this : other;
    }
}
