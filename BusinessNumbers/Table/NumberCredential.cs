namespace OrleansFailover.BusinessNumbers.Table;

/// <summary>What a business number sends with.</summary>
/// <param name="Name">The name under which health shows it.</param>
/// <param name="NumberId">The channel's id of the number; null for the token of numbers that nothing names.</param>
/// <param name="Token">The token; null when there is none.</param>
public sealed record NumberCredential(string Name, string? NumberId, AccessToken? Token);
