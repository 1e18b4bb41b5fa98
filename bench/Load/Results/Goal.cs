namespace OrleansFailover.Load.Results;

/// <summary>What a figure is to reach.</summary>
/// <param name="AtLeast">Whether more is better.</param>
/// <param name="Value">The bound.</param>
internal sealed record Goal(bool AtLeast, double Value)
{
    public static Goal Least(double value) => new(true, value);

    public static Goal Most(double value) => new(false, value);

    public bool IsMet(double figure) => AtLeast ? figure >= Value : figure <= Value;
}
