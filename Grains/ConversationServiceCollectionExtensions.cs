using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains;

/// <summary>Registers what the conversation grain needs besides its storage, its standby copies, its scripts and its reply sender. Nobody is restricted unless the host adds seals of its own.</summary>
public static class ConversationServiceCollectionExtensions
{
    /// <summary>Adds the turn's options (section <c>Conversation</c>, validated at start) and metrics.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConversationOptions>().Bind(configuration.GetSection(ConversationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidator>();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsRetentionValidator>();
        services.AddMetrics();
        services.AddSingleton<ConversationMetrics>();
        services.AddSingleton<IOtherConversations, OtherConversations>();
        services.TryAddSingleton<IEventSeals, FreeSenders>();
        services.TryAddSingleton<IContentSeals, FreeSenders>();
        services.TryAddSingleton<IEventHandling, FreeSenders>();
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }
}
