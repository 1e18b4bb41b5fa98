namespace OrleansFailover.Drill.Channel;

/// <summary>A message of a customer on its way to the business.</summary>
/// <param name="Id">The channel's id.</param>
/// <param name="User">The customer's number.</param>
/// <param name="Name">The customer's profile name.</param>
/// <param name="Time">When it was written; the webhook carries whole seconds.</param>
/// <param name="Body">What it says.</param>
public sealed record CustomerMessage(string Id, string User, string Name, DateTimeOffset Time, CustomerBody Body);
