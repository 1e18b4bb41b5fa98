using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.BusinessNumbers.Table;

namespace OrleansFailover.BusinessNumbers.Reload;

/// <summary>
/// What may not change at once. The regions read a change at different moments; in between two of them that claim events in different places
/// would both answer. So the primary region of a number changes only in a way that both know: with the one before still named.
/// </summary>
internal sealed class ReloadPolicy(KnownRegions regions)
{
    /// <exception cref="OptionsValidationException">The change is not safe; every number that it concerns is named.</exception>
    public void Check(BusinessNumberTable before, BusinessNumberTable after)
    {
        if (regions.Names is not [var standard, ..])
        {
            return;
        }

        List<string> errors = [];
        foreach (var (channel, id) in before.Numbers.Concat(after.Numbers).Select(number => (number.Channel, number.Id)).Distinct())
        {
            if (!before.Serves(channel, id) || !after.Serves(channel, id))
            {
                continue;
            }

            var (old, now) = (before.Find(channel, id), after.Find(channel, id));
            var (from, to) = (old?.Home?.Name ?? standard, now?.Home?.Name ?? standard);
            if (from == to)
            {
                continue;
            }

            // Back to where it came from is safe: whoever knows of the change claims in both.
            if (old?.PreviousHome is { } unfinished && unfinished.Name != to)
            {
                errors.Add($"The home region of number {now?.Name ?? old.Name} changes from {from} to {to} while its change from {unfinished.Name} is not over; remove its PreviousHomeRegion in every region first.");
            }
            else if (now?.PreviousHome?.Name != from)
            {
                errors.Add($"The home region of number {now?.Name ?? old!.Name} changes from {from} to {to}; set its PreviousHomeRegion to {from} with it, in every region, and remove it once every region has the change.");
            }
        }

        if (errors.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(BusinessNumbersOptions), errors);
        }
    }
}
