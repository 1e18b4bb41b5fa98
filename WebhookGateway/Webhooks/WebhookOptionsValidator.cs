using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Webhooks;

[OptionsValidator]
internal sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
