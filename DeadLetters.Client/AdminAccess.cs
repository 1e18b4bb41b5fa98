namespace OrleansFailover.DeadLetters.Client;

/// <summary>The operator's endpoints of one region's gateway, and the right to use them.</summary>
/// <param name="Gateway">Base address of the gateway.</param>
/// <param name="Token">Its <c>Access:Token</c>; never shown.</param>
internal sealed record AdminAccess(Uri Gateway, string Token)
{
    /// <summary>Tells nothing of the token.</summary>
    public override string ToString() => $"{Gateway}";
}
