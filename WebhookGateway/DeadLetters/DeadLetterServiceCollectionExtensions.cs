using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.DeadLetters;

internal static class DeadLetterServiceCollectionExtensions
{
    /// <summary>Dead letters in files.</summary>
    public static IServiceCollection AddDeadLetters(this IServiceCollection services)
    {
        services.AddOptions<DeadLetterOptions>().BindConfiguration(DeadLetterOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeadLetterOptions>, DeadLetterOptionsValidator>();
        services.AddSingleton<IDeadLetterStore, FileDeadLetterStore>();
        return services;
    }
}
