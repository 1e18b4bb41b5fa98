using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Mutants that stand in for one of a silo's services.</summary>
internal static class MutantServices
{
    public static void Apply(Mutant mutant, IServiceCollection services)
    {
        switch (mutant)
        {
            case Mutant.NoIncarnation or Mutant.OneStaleHeartbeat:
                services.AddSingleton<IPeerHealth>(provider => new MutantHealth(mutant, provider.GetRequiredService<PeerMonitor>()));
                break;
            case Mutant.DropByAge:
                services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CopyReview>(
                    provider,
                    new ForgetfulDocuments(provider.GetRequiredService<IRegionalDocuments>(), provider.GetRequiredService<LastTurns>())));
                break;
            case Mutant.RemoveEarly:
                services.AddSingleton<ILastTurns>(provider => new EarlyRemoval(
                    provider.GetRequiredService<LastTurns>(), provider.GetRequiredService<IRegionalDocumentCodec>()));
                break;
            case Mutant.ClaimsAtHome:
                services.AddSingleton<IPrimaryRegionPolicy>(provider => new HomePolicy(provider.GetRequiredService<RegionMap>()));
                break;
            case Mutant.SendFirst:
                var sender = (IReplySender)services.Last(service => service.ServiceType == typeof(IReplySender)).ImplementationInstance!;
                services.AddSingleton<IReplySender>(new EarlySender(sender));
                break;
        }
    }
}
