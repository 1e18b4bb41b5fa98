using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Admin;

[OptionsValidator]
internal sealed partial class AdminOptionsValidator : IValidateOptions<AdminOptions>;
