using Microsoft.Extensions.Options;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>Validates the attributes of <see cref="FailoverEventOptions"/> without reflection.</summary>
[OptionsValidator]
internal sealed partial class FailoverEventOptionsValidator : IValidateOptions<FailoverEventOptions>;
