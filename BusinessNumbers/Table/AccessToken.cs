using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.BusinessNumbers.Table;

/// <summary>An access token that does not show itself: printed, it is a keyed hash, the same in every region that has the pseudonym key.</summary>
public sealed record AccessToken
{
    public AccessToken(string value)
    {
        Value = value;
        Fingerprint = Pseudonym.Of(value);
    }

    /// <summary>The secret itself, for the header of a request and for nothing else.</summary>
    public string Value { get; }

    /// <summary>What tells two tokens apart without telling either.</summary>
    public string Fingerprint { get; }

    public bool Equals(AccessToken? other) => other is not null && other.Value == Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"token:{Fingerprint}";
}
