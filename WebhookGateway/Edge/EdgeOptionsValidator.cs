using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Edge;

[OptionsValidator]
internal sealed partial class EdgeOptionsValidator : IValidateOptions<EdgeOptions>;
