using Microsoft.Extensions.Options;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>Checks the attributes of <see cref="CloudApiOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class CloudApiOptionsValidator : IValidateOptions<CloudApiOptions>;
