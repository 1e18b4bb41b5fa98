using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Options;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>The private halves that this region can use: none away from home.</summary>
internal sealed class PrivateHalves : IDisposable
{
    private readonly Dictionary<KeyId, IPrivateHalf> halves;

    /// <param name="ring">Of valid options.</param>
    /// <param name="credential">What vaults are asked with; null: the process's own identity.</param>
    /// <param name="transport">What requests to vaults go through; null: the network.</param>
    public PrivateHalves(KeyRing ring, IOptions<SealingOptions> options, FaultLines lines, TokenCredential? credential = null, HttpPipelineTransport? transport = null) =>
        halves = ring.Opening.ToDictionary(key => key.Id, key => Of(key, options.Value, lines, credential, transport));

    public IPrivateHalf? Find(KeyId key) => halves.GetValueOrDefault(key);

    public void Dispose()
    {
        foreach (var half in halves.Values.OfType<IDisposable>())
        {
            half.Dispose();
        }
    }

    private static IPrivateHalf Of(ZoneKey key, SealingOptions options, FaultLines lines, TokenCredential? credential, HttpPipelineTransport? transport)
    {
        if (key.Options.VaultKey is not { } address)
        {
            return new FilePrivateHalf(
                ZoneKeyReader.TryReadPrivate(key.Options.PrivateKeyFile ?? "", out var fault) ?? throw new InvalidOperationException($"The zone '{key.Zone}': {fault}"));
        }

        var client = new VaultClientOptions();
        client.Retry.NetworkTimeout = options.VaultTimeout;
        client.Retry.MaxRetries = options.VaultRetries;
        client.Retry.Delay = TimeSpan.FromMilliseconds(100);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        client.Transport = transport ?? client.Transport;
        return new VaultPrivateHalf(key, address, credential, client, lines);
    }
}
