using System.Globalization;

namespace OrleansFailover.Load.Results;

/// <summary>
/// What messages cost in a month where they are paid for by use: request units, provisioned for a peak in two regions that both take writes, and
/// bytes between the regions. The prices are assumptions, and stand in the text.
/// </summary>
internal static class MonthlyCost
{
    /// <summary>US dollars for 100 request units a second for an hour, in each region of an account with several write regions.</summary>
    private const double Per100Units = 0.016;

    /// <summary>US dollars for a GB from one region to another.</summary>
    private const double PerGigabyte = 0.02;

    /// <summary>The busiest hour against the mean.</summary>
    private const double Peak = 5;

    private static readonly int[] Millions = [1, 10, 100];

    private const int Regions = 2;
    private const double Hours = 730;
    private const double SmallestUnits = 400;

    public static string Note(double units, double bytes)
    {
        var lines = Millions.Select(millions =>
        {
            var messages = millions * 1e6;
            var provisioned = Math.Max(SmallestUnits, Math.Ceiling(messages * units / (Hours * 3600) * Peak / 100) * 100);
            var store = provisioned / 100 * Per100Units * Hours * Regions;
            var network = messages * bytes / 1e9 * PerGigabyte;
            return string.Create(CultureInfo.InvariantCulture, $"{millions} million messages: {provisioned:#,##0} RU/s in each region, {store:#,##0} USD, and {network:#,##0.0} USD for {messages * bytes / 1e9:#,##0} GB between them");
        });
        return $"A month, at {Per100Units.ToString(CultureInfo.InvariantCulture)} USD for 100 RU/s and hour and region, {PerGigabyte.ToString(CultureInfo.InvariantCulture)} USD a GB, "
            + $"and a peak of {Peak.ToString(CultureInfo.InvariantCulture)} times the mean: {string.Join("; ", lines)}. Silos, gateways, log, Redis and the channel's own fees are not in it.";
    }
}
