namespace OrleansFailover.Silo.Hosting;

/// <summary>How silos read the inbound log.</summary>
public enum LogReaderProvider
{
    /// <summary>Over the Kafka protocol, as section <c>InboundLog</c> says.</summary>
    Kafka,

    /// <summary>With Orleans' Event Hubs provider; needs a build with <c>-p:AzureProviders=true</c>.</summary>
    EventHubs,
}
