using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Hosting;

[OptionsValidator]
internal sealed partial class GatewayOptionsValidator : IValidateOptions<GatewayOptions>;
