using Microsoft.Extensions.Options;

namespace OrleansFailover.RegionalState;

/// <summary>The ranges of the single values.</summary>
[OptionsValidator]
internal sealed partial class RegionOptionsValidator : IValidateOptions<RegionOptions>;
