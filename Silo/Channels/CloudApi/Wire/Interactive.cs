namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>Type <c>button</c>, <c>list</c> or <c>location_request_message</c>.</summary>
internal sealed record Interactive(string Type, InteractiveBody Body, InteractiveAction Action);
