namespace OrleansFailover.Drill.Channel;

/// <summary>One delivery of a webhook.</summary>
/// <param name="Webhook">Its number.</param>
/// <param name="Messages">The ids of the customers' messages in it; empty for statuses.</param>
/// <param name="Began">When the request began, from the start of the run.</param>
/// <param name="Ended">When it was answered or failed.</param>
/// <param name="Status">The answer's status code, or null when there was none.</param>
/// <param name="Region">The region that answered, when the answer names it.</param>
public sealed record Delivery(int Webhook, IReadOnlyList<string> Messages, TimeSpan Began, TimeSpan Ended, int? Status, string? Region)
{
    /// <summary>False when the answer says that no other region has a copy of some of it.</summary>
    public bool HasCopies { get; init; } = true;

    /// <summary>Only 200 is success for the channel.</summary>
    public bool IsAcked => Status == 200;
}
