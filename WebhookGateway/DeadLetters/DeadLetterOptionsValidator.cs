using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.DeadLetters;

[OptionsValidator]
internal sealed partial class DeadLetterOptionsValidator : IValidateOptions<DeadLetterOptions>;
