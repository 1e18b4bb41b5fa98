using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

[OptionsValidator]
internal sealed partial class ClientCertificateOptionsValidator : IValidateOptions<ClientCertificateOptions>;
