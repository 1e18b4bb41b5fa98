namespace OrleansFailover.Silo.Tests.Channels.CloudApi;

internal sealed record PeerRequest(string Method, string Path, string UserAgent, string Authorization, string Body);
