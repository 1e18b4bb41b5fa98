using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Conversations;

/// <summary>A message as the seed decided it.</summary>
/// <param name="Step">Its name within the conversation.</param>
/// <param name="Id">The channel's id.</param>
/// <param name="Text">What it says.</param>
/// <param name="Style">How it is delivered.</param>
internal sealed record PlannedMessage(string Step, string Id, string Text, DeliveryStyle Style);
