namespace OrleansFailover.Load.Results;

/// <summary>How much is to be carried.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Peak">Messages a second that every region must be able to take.</param>
/// <param name="Monthly">Messages in a month.</param>
internal sealed record ScaleTarget(string Name, double Peak, double Monthly)
{
    private const double Day = 24 * 3600;

    /// <summary>730 hours.</summary>
    public const double MonthSeconds = 730 * 3600;

    /// <summary>A rate that never falls.</summary>
    public static ScaleTarget PerSecond(double messages) =>
        new(FormattableString.Invariant($"{messages:#,##0} messages a second, all the time"), messages, messages * MonthSeconds);

    public static ScaleTarget ConversationsPerDay(double conversations, Assumptions assumed)
    {
        var perSecond = conversations * assumed.MessagesOfAConversation / Day;
        return new(FormattableString.Invariant($"{conversations:#,##0} conversations a day"), perSecond * assumed.PeakOverMean, perSecond * MonthSeconds);
    }

    public static ScaleTarget PerMonth(double messages, Assumptions assumed) =>
        new(FormattableString.Invariant($"{messages:#,##0} messages a month"), messages / MonthSeconds * assumed.PeakOverMean, messages);
}
