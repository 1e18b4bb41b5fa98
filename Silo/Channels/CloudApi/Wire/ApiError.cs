namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>Why the channel refused. Its texts are left unread: they can repeat what was sent.</summary>
internal sealed record ApiError(int? Code, bool? IsTransient);
