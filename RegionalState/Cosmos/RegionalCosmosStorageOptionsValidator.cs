using Microsoft.Extensions.Options;

namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>The rules that stand at the members.</summary>
[OptionsValidator]
internal sealed partial class RegionalCosmosStorageOptionsValidator : IValidateOptions<RegionalCosmosStorageOptions>;
