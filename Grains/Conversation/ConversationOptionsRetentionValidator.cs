using Microsoft.Extensions.Options;

namespace OrleansFailover.Grains.Conversation;

/// <summary>Validates what attributes cannot say.</summary>
internal sealed class ConversationOptionsRetentionValidator : IValidateOptions<ConversationOptions>
{
    // A channel sends a message again for 7 days, and its content is needed for as long as it can still be answered.
    private static readonly TimeSpan Shortest = TimeSpan.FromDays(9);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public ValidateOptionsResult Validate(string? name, ConversationOptions options) =>
        options.ContentRetention == TimeSpan.Zero || (options.ContentRetention >= Shortest && options.ContentRetention <= Longest)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Conversation:ContentRetention ({options.ContentRetention}) must be zero or {Shortest} to {Longest}.");
}
