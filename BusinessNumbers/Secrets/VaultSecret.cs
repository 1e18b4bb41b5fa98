namespace OrleansFailover.BusinessNumbers.Secrets;

/// <summary>A secret of a vault, without its value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="UpdatedAt">When it, or its newest version, was changed last: what tells that its value must be read again.</param>
internal sealed record VaultSecret(string Name, DateTimeOffset? UpdatedAt);
