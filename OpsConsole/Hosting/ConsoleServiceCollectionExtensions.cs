using Microsoft.Extensions.Options;
using MudBlazor.Services;
using OrleansFailover.InboundLog.FailoverEvents;
using OrleansFailover.OpsConsole.Charts;
using OrleansFailover.OpsConsole.Conversations;
using OrleansFailover.OpsConsole.DeadLetters;
using OrleansFailover.OpsConsole.Events;
using OrleansFailover.OpsConsole.Http;
using OrleansFailover.OpsConsole.Incidents;
using OrleansFailover.OpsConsole.Options;
using OrleansFailover.OpsConsole.Regions;

namespace OrleansFailover.OpsConsole.Hosting;

/// <summary>The parts of the console.</summary>
internal static class ConsoleServiceCollectionExtensions
{
    /// <summary>Where the regions are, and the way to their hosts.</summary>
    public static IServiceCollection AddConsoleOptions(this IServiceCollection services)
    {
        services.AddOptions<ConsoleOptions>().BindConfiguration(ConsoleOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConsoleOptions>, ConsoleOptionsValidator>();
        services.AddSingleton<IValidateOptions<ConsoleOptions>, ConsoleOptionsRulesValidator>();
        services.AddSingleton<HostHttp>();
        return services;
    }

    /// <summary>What was seen of the regions, as incidents.</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services) => services.AddSingleton<SignalLog>();

    /// <summary>The failover events of all regions. Needs the incidents.</summary>
    public static IServiceCollection AddFailoverEventHistory(this IServiceCollection services) =>
        services.AddFailoverEventFeed().AddSingleton<EventHistory>().AddHostedService<EventFeed>();

    /// <summary>The looks at the regions and the edge: health, and what they measure. Needs the incidents.</summary>
    public static IServiceCollection AddRegionWatch(this IServiceCollection services) =>
        services.AddSingleton<RegionBoard>().AddSingleton<MetricsBoard>().AddHostedService<RegionWatch>();

    /// <summary>What people ask of the regions: dead letters and conversations.</summary>
    public static IServiceCollection AddDesks(this IServiceCollection services) =>
        services.AddSingleton<OperatorGate>().AddSingleton<LetterDesk>().AddSingleton<ConversationDesk>();

    /// <summary>The pages.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddMudServices();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services;
    }
}
