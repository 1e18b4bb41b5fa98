using System.Net;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

/// <summary>Addresses and networks.</summary>
internal sealed class TrustedNetworks(IEnumerable<string> networks)
{
    private readonly IPNetwork[] all = [.. networks.Select(Parse).OfType<IPNetwork>()];

    public static bool IsOne(string text) => Parse(text) is not null;

    public bool Contains(IPAddress? address)
    {
        if (address is null)
        {
            return false;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(all, network => network.Contains(plain));
    }

    private static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
