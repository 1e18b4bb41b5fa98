namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>The text above what can be tapped.</summary>
internal sealed record InteractiveBody(string Text);
