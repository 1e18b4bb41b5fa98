namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>A medium: exactly one of <see cref="Id"/> and <see cref="Link"/> is set.</summary>
internal sealed record MediaBody(string? Id, string? Link, string? Caption, string? Filename);
