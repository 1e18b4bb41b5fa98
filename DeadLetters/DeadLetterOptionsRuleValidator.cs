using Microsoft.Extensions.Options;

namespace OrleansFailover.DeadLetters;

/// <summary>The rules between the options.</summary>
internal sealed class DeadLetterOptionsRuleValidator : IValidateOptions<DeadLetterOptions>
{
    public ValidateOptionsResult Validate(string? name, DeadLetterOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Provider is DeadLetterProvider.AzureBlob && string.IsNullOrEmpty(options.Blob.ConnectionString) == options.Blob.ServiceUri is null)
        {
            result.AddError("With the provider AzureBlob exactly one of DeadLetters:Blob:ConnectionString and DeadLetters:Blob:ServiceUri must be set.");
        }

        if (options.Blob.ServiceUri is { IsAbsoluteUri: false })
        {
            result.AddError("DeadLetters:Blob:ServiceUri must be an absolute address.");
        }

        if (options.AutoReplayInterval > options.AutoReplayMaxBackoff)
        {
            result.AddError($"AutoReplayInterval ({options.AutoReplayInterval}) must not exceed AutoReplayMaxBackoff ({options.AutoReplayMaxBackoff}).");
        }

        return result.Build();
    }
}
