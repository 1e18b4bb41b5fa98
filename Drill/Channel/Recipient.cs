namespace OrleansFailover.Drill.Channel;

/// <summary>What a send is addressed to.</summary>
/// <param name="Id">The phone number (<c>to</c>) or the business-scoped id (<c>recipient</c>).</param>
/// <param name="IsUserId">True for a business-scoped id.</param>
public sealed record Recipient(string Id, bool IsUserId);
