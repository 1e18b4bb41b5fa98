using Confluent.Kafka;
using Microsoft.Extensions.Options;
using OrleansFailover.InboundLog.Streams;

namespace OrleansFailover.InboundLog;

/// <summary>The rules that concern two settings.</summary>
internal sealed class InboundLogOptionsRuleValidator : IValidateOptions<InboundLogOptions>
{
    public ValidateOptionsResult Validate(string? name, InboundLogOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(InboundLogOptions options)
    {
        if (options.Linger >= options.AppendTimeout)
        {
            yield return $"Linger ({options.Linger}) must be shorter than AppendTimeout ({options.AppendTimeout}).";
        }

        if (options.CacheSize > options.MaxUncommitted)
        {
            yield return $"CacheSize ({options.CacheSize}) must not exceed MaxUncommitted ({options.MaxUncommitted}).";
        }

        if (options.DeliveryBackoff > options.DeliveryBackoffMax)
        {
            yield return $"DeliveryBackoff ({options.DeliveryBackoff}) must not exceed DeliveryBackoffMax ({options.DeliveryBackoffMax}).";
        }

        if (options.MaxTurnFailures is > 0 and <= 100 && DeliveryBackoff.LongestOf(options) is var pauses && pauses >= options.MaxEventDeliveryTime)
        {
            yield return $"The pauses between MaxTurnFailures ({options.MaxTurnFailures}) offers take up to {pauses} and must end before "
                + $"MaxEventDeliveryTime ({options.MaxEventDeliveryTime}).";
        }

        if (options.ReconnectBackoff > options.ReconnectBackoffMax)
        {
            yield return $"ReconnectBackoff ({options.ReconnectBackoff}) must not exceed ReconnectBackoffMax ({options.ReconnectBackoffMax}).";
        }

        if (options.SecurityProtocol is SecurityProtocol.SaslSsl or SecurityProtocol.SaslPlaintext)
        {
            if (options.SaslMechanism is not (SaslMechanism.Plain or SaslMechanism.OAuthBearer))
            {
                yield return $"SaslMechanism ({options.SaslMechanism?.ToString() ?? "none"}) must be Plain or OAuthBearer with SecurityProtocol {options.SecurityProtocol}.";
            }
            else if (options.SaslMechanism == SaslMechanism.Plain
                && (string.IsNullOrEmpty(options.SaslUsername) || string.IsNullOrEmpty(options.SaslPassword)))
            {
                yield return "SaslUsername and SaslPassword must be set with SaslMechanism Plain.";
            }
        }
        else if (options.SaslMechanism is not null)
        {
            yield return $"SaslMechanism ({options.SaslMechanism}) needs SecurityProtocol SaslSsl; it is {options.SecurityProtocol}.";
        }
    }
}
