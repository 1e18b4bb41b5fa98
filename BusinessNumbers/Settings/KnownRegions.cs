using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState;

namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>The names of the regions, in the order of preference; null where their own section has errors, which are told by its own checks.</summary>
internal sealed class KnownRegions(IOptions<RegionOptions> options)
{
    public IReadOnlyList<string>? Names
    {
        get
        {
            try
            {
                return options.Value.All is { Count: > 0 } all ? [.. all.Select(region => region.Name)] : null;
            }
            catch (OptionsValidationException)
            {
                return null;
            }
        }
    }
}
