using Microsoft.Extensions.Options;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>The ranges of the single values.</summary>
[OptionsValidator]
internal sealed partial class SealingOptionsValidator : IValidateOptions<SealingOptions>;
