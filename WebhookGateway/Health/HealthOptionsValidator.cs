using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Health;

[OptionsValidator]
internal sealed partial class HealthOptionsValidator : IValidateOptions<HealthOptions>;
