using System.Globalization;

namespace OrleansFailover.Load.Results;

/// <summary>The middle of several runs, and how far they lie apart.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    public static Spread Of(IReadOnlyList<double> values)
    {
        var ordered = values.Order().ToList();
        var middle = ordered.Count / 2;
        var median = ordered.Count % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
        return new(median, ordered[0], ordered[^1]);
    }

    public override string ToString() => Least == Most ? Text(Median) : $"{Text(Median)} ({Text(Least)} to {Text(Most)})";

    public static string Text(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
