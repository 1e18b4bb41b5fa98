namespace OrleansFailover.WebhookGateway.Forwarding;

/// <summary>How a webhook came over regions.</summary>
/// <param name="Count">How often it crossed.</param>
/// <param name="PrimaryUnreachable">It crossed because the region that should have taken it could not be reached, so that region has not taken it.</param>
internal readonly record struct Crossing(int Count, bool PrimaryUnreachable);
