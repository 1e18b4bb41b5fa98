using Microsoft.Extensions.Options;

namespace OrleansFailover.DeadLetters;

[OptionsValidator]
internal sealed partial class DeadLetterOptionsValidator : IValidateOptions<DeadLetterOptions>;
