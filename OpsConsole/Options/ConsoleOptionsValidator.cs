using Microsoft.Extensions.Options;

namespace OrleansFailover.OpsConsole.Options;

[OptionsValidator]
internal sealed partial class ConsoleOptionsValidator : IValidateOptions<ConsoleOptions>;
