namespace OrleansFailover.Drill.Channel;

/// <summary>A message of a customer on its way to the business.</summary>
/// <param name="Id">The channel's id.</param>
/// <param name="User">The customer's number, shown or not: what the channel knows the customer by.</param>
/// <param name="Name">The customer's profile name.</param>
/// <param name="Time">When it was written; the webhook carries whole seconds.</param>
/// <param name="Body">What it says.</param>
public sealed record CustomerMessage(string Id, string User, string Name, DateTimeOffset Time, CustomerBody Body)
{
    /// <summary>The customer's business-scoped id, shown or not; null for one who has none.</summary>
    public string? UserId { get; init; }

    /// <summary>What the webhook shows of the two. Default: the number alone.</summary>
    public ShownIds Shows { get; init; } = ShownIds.Phone;
}
