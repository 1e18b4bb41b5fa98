using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Spool;

[OptionsValidator]
internal sealed partial class SpoolOptionsValidator : IValidateOptions<SpoolOptions>;
