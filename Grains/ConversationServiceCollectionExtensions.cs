using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Conversation;

namespace OrleansFailover.Grains;

/// <summary>Registers what the conversation grain needs besides its storage, its standby copies, its scripts and its reply sender.</summary>
public static class ConversationServiceCollectionExtensions
{
    /// <summary>Adds the turn's options (section <c>Conversation</c>, validated at start) and metrics.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConversationOptions>().Bind(configuration.GetSection(ConversationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidator>();
        services.AddMetrics();
        services.AddSingleton<ConversationMetrics>();
        services.AddSingleton<IOtherConversations, OtherConversations>();
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }
}
