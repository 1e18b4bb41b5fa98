using Microsoft.Extensions.Options;

namespace OrleansFailover.Access;

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
