using Microsoft.Extensions.Options;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>The ranges of the single values.</summary>
[OptionsValidator]
internal sealed partial class StandbyOptionsValidator : IValidateOptions<StandbyOptions>;
