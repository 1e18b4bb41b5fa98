using Microsoft.Extensions.Options;

namespace OrleansFailover.InboundLog;

/// <summary>The rules that concern one setting each.</summary>
[OptionsValidator]
internal sealed partial class InboundLogOptionsAttributeValidator : IValidateOptions<InboundLogOptions>;
