using Azure.Core;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>How requests to a vault are sent: tests give it a transport.</summary>
internal sealed class VaultClientOptions : ClientOptions;
