namespace OrleansFailover.BusinessNumbers.Credentials;

/// <summary>What a send or a probe found out.</summary>
/// <param name="State">The outcome.</param>
/// <param name="Token">The fingerprint of the token that was used; empty when there was none.</param>
/// <param name="At">When, by the clock of the host that asked.</param>
/// <param name="Reason">The channel's code when it refused.</param>
public sealed record CredentialFinding(CredentialState State, string Token, DateTimeOffset At, string? Reason = null);
