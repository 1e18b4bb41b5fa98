using System.CommandLine;
using Microsoft.Extensions.Options;
using OrleansFailover.Residency.Rules;
using Spectre.Console;

namespace OrleansFailover.Drill.Commands.Residency;

/// <summary><c>explain</c>: which rule a sender matches, and what would happen in each region.</summary>
internal static class ExplainCommand
{
    public static Command Create(IAnsiConsole console)
    {
        var ids = new Argument<string[]>("number")
        {
            Description = "The sender: a phone number in international form, a business-scoped id (DE.1349…), or both.", Arity = new(1, 2),
        };
        var settings = new Option<FileInfo[]>("--settings")
        {
            Description = "A JSON file with the sections Residency and Regions, as the hosts read it. Several: a later one wins.", Required = true,
        };
        settings.AcceptExistingOnly();
        var business = new Option<string>("--business-number") { Description = "The channel's id of the business number that is written to.", DefaultValueFactory = _ => "" };
        var channel = new Option<string>("--channel") { Description = "The channel.", DefaultValueFactory = _ => "whatsapp" };
        var command = new Command("explain", "Says which rule a sender matches and what would happen in each region.") { ids, settings, business, channel };
        command.SetAction(parsed => Explain(
            console, parsed.GetRequiredValue(settings), parsed.GetRequiredValue(channel), parsed.GetRequiredValue(business), parsed.GetRequiredValue(ids)));
        return command;
    }

    private static int Explain(IAnsiConsole console, FileInfo[] files, string channel, string business, string[] ids)
    {
        ResidencyPolicy policy;
        try
        {
            var configuration = new ConfigurationBuilder();
            foreach (var file in files)
            {
                configuration.AddJsonFile(file.FullName, optional: false, reloadOnChange: false);
            }

            policy = ResidencyPolicy.Read(configuration.Build());
        }
        catch (OptionsValidationException exception)
        {
            console.WriteLine("The settings are not valid:");
            foreach (var failure in exception.Failures)
            {
                console.WriteLine($"  {failure}");
            }

            return ExitCode.Broken;
        }
        catch (InvalidDataException exception)
        {
            console.WriteLine($"The settings cannot be read: {exception.Message}");
            return ExitCode.Broken;
        }

        if (policy.Regions.All.Count == 0)
        {
            console.WriteLine("The settings name no region: Regions:All is empty.");
            return ExitCode.Broken;
        }

        ExplanationText.Write(console, SenderExplanation.Of(policy, channel, business, ids));
        return ExitCode.Held;
    }
}
