using System.CommandLine;
using Spectre.Console;
using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Commands;

/// <summary><c>rehearse</c>: the drill pointed at a deployment. It is the deployment's channel meanwhile: it delivers webhooks and takes sends.</summary>
internal static class RehearseCommand
{
    private const int DefaultCustomers = 20;

    private static readonly Uri DefaultListen = new("http://127.0.0.1:8085");
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromMinutes(3);

    public static Command Create(IAnsiConsole console, Func<string, string?> environment, TimeProvider time)
    {
        var webhook = AddressOption.Create("--webhook", "Where the deployment takes webhooks: https://your-host/webhook.");
        webhook.Required = true;
        var listen = AddressOption.Create(
            "--listen",
            $"Where this program takes what the deployment sends; {DefaultListen} otherwise. WhatsApp:CloudApi:BaseAddress of its silos is the same place as they see it.");
        var regions = new Option<string[]>("--regions") { Description = "The region that is taken away, and the other one.", Required = true, Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        var number = new Option<string>("--number-id")
        {
            Description = "The phone number id that the deployment serves.", DefaultValueFactory = _ => BusinessNumber.Default.PhoneNumberId,
        };
        var lose = new Option<string>("--lose") { Description = "A command that takes the first region away, for /bin/sh.", Required = true };
        var giveBack = new Option<string?>("--give-back") { Description = "A command that gives it back. Without one it stays away." };
        var conversations = CountOption.Create("--conversations", "How many customers converse (1 to 5000).", 5000, DefaultCustomers);
        var deadline = DurationOption.Create("--deadline", "How long the conversations may take, before and after the return each; 3m otherwise.");
        var seed = new Option<long>("--seed")
        {
            Description = "Decides ids, texts and how each message is delivered; drawn otherwise: a deployment remembers who wrote to it before.",
            DefaultValueFactory = _ => time.GetUtcNow().ToUnixTimeSeconds(),
        };
        var report = new Option<FileInfo?>("--report") { Description = "Writes the report as JSON to this file." };
        var command = new Command(
            "rehearse",
            "Converses with a deployment as its channel, lets a region of it be taken away, and checks the promises. "
            + "Reads WHATSAPP_APP_SECRET and WHATSAPP_ACCESS_TOKEN, those of the deployment, from the environment.")
        {
            webhook, listen, regions, number, lose, giveBack, conversations, deadline, seed, report,
        };
        command.SetAction((parsed, cancellationToken) => new RehearseAction(console, environment, time).RunAsync(
            new RehearseRequest(
                parsed.GetRequiredValue(webhook)!,
                parsed.GetValue(listen) ?? DefaultListen,
                parsed.GetRequiredValue(regions),
                BusinessNumber.Default with { PhoneNumberId = parsed.GetRequiredValue(number) },
                parsed.GetRequiredValue(lose),
                parsed.GetValue(giveBack),
                parsed.GetValue(conversations),
                parsed.GetValue(deadline) ?? DefaultDeadline,
                parsed.GetValue(seed),
                parsed.GetValue(report)),
            cancellationToken));
        return command;
    }
}
