using Microsoft.Extensions.Options;

namespace OrleansFailover.Residency;

/// <summary>The ranges of the single values.</summary>
[OptionsValidator]
internal sealed partial class ResidencyOptionsValidator : IValidateOptions<ResidencyOptions>;
