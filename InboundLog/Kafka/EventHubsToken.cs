using Azure.Core;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.InboundLog.Kafka;

/// <summary>Tokens of an Azure identity for the OAUTHBEARER mechanism of Event Hubs.</summary>
internal sealed class EventHubsToken(TokenCredential credential, InboundLogOptions options, ILogger logger)
{
    private readonly TokenRequestContext request = new([Scope(options.BootstrapServers)]);

    /// <summary>The refresh handler; librdkafka calls it before a token expires and again after a failure.</summary>
    public void Refresh(IClient client, string settings)
    {
        try
        {
            var token = credential.GetToken(request, CancellationToken.None);
            client.OAuthBearerSetToken(token.Token, token.ExpiresOn.ToUnixTimeMilliseconds(), "inbound-log");
        }
#pragma warning disable CA1031 // Whatever goes wrong must reach the client: it would wait for a token for ever.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.TokenFailed(logger, exception.GetType().Name, exception);
            client.OAuthBearerSetTokenFailure(exception.GetType().Name);
        }
    }

    /// <summary>The namespace is the resource that the token is for.</summary>
    internal static string Scope(string bootstrapServers)
    {
        var first = bootstrapServers.Split(',', 2)[0].Trim();
        var port = first.LastIndexOf(':');
        return $"https://{(port < 0 ? first : first[..port])}/.default";
    }
}
