using OrleansFailover.Residency.Rules;
using Spectre.Console;

namespace OrleansFailover.Drill.Commands.Residency;

/// <summary>An explanation in words.</summary>
internal static class ExplanationText
{
    public static void Write(IAnsiConsole console, SenderExplanation explanation)
    {
        var decision = explanation.Decision;
        console.WriteLine(decision.Rule is null
            ? "No rule matches: the sender is free, and every region takes what it says."
            : $"Rule {decision.Rule} matches: zone {decision.Zone}, home {string.Join(", ", decision.Home)}, {decision.Mode} while no home region is up.");
        console.WriteLine(explanation.Countries.Count switch
        {
            0 => "Country: not told by the ids.",
            1 => $"Country: {explanation.Countries[0]}.",
            _ => $"Country: one of {string.Join(", ", explanation.Countries)}; a number of no certain country counts for each.",
        });
        var table = new Table().AddColumns("region", "can read it", "a home region is up", "none is up");
        foreach (var region in explanation.Regions)
        {
            table.AddRow(region.Region.Name, region.IsHome ? "yes" : "no", Words(region.HomeUp), Words(region.HomeDown));
        }

        console.Write(table);
    }

    private static string Words(HandlingStep step) => step.Handling switch
    {
        Handling.Process => "takes it",
        Handling.HandOver => $"hands it to {step.To}",
        Handling.Mask => "goes on from metadata, seals content",
        _ => "seals and holds it",
    };
}
