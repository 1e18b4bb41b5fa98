using System.Text.Json;

namespace OrleansFailover.Load.Results;

/// <summary>What cannot be measured here and is assumed: prices and habits. All of them stand in <c>bench/assumptions.json</c>, and nowhere else.</summary>
/// <param name="Status">What is known of them, printed beside every figure that comes out of them.</param>
/// <param name="Noted">When they were written down, <c>yyyy-MM-dd</c>.</param>
/// <param name="UsdPer100RequestUnitsHour">US dollars for 100 request units a second for an hour, in each region of an account with several write regions.</param>
/// <param name="UsdPerGigabyteBetweenRegions">US dollars for a GB from one region to another.</param>
/// <param name="UsdPerThroughputUnitHour">US dollars for a throughput unit of the log for an hour.</param>
/// <param name="UsdPerMillionLogEvents">US dollars for a million events into the log.</param>
/// <param name="UsdPerProcessorHour">US dollars for a virtual processor for an hour.</param>
/// <param name="PeakOverMean">The busiest hour against the mean of a month.</param>
/// <param name="BusyShare">Which share of a processor may be busy at the peak.</param>
/// <param name="StatusesOfAReply">How many delivery statuses come back for a reply: sent, delivered, read.</param>
/// <param name="MessagesOfAConversation">How many messages a customer writes in a conversation.</param>
/// <param name="WarmMinutes">How long a conversation stays in memory after its last message: Orleans collects it when it has been idle for 15 minutes.</param>
/// <param name="Regions">How many regions, each big enough for everything.</param>
internal sealed record Assumptions(
    string Status,
    string Noted,
    double UsdPer100RequestUnitsHour,
    double UsdPerGigabyteBetweenRegions,
    double UsdPerThroughputUnitHour,
    double UsdPerMillionLogEvents,
    double UsdPerProcessorHour,
    double PeakOverMean,
    double BusyShare,
    double StatusesOfAReply,
    double MessagesOfAConversation,
    double WarmMinutes,
    int Regions)
{
    // A name that is missing or misspelt is an error, not a zero.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static Assumptions Read(string file) => JsonSerializer.Deserialize<Assumptions>(File.ReadAllText(file), Strict)!;
}
