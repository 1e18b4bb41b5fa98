using System.CommandLine;
using Spectre.Console;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Phone;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Commands;

/// <summary><c>up</c>: two regions, an edge and a phone on this machine, until Ctrl-C.</summary>
internal static class UpCommand
{
    private const int DefaultPort = 8080;

    public static Command Create(IAnsiConsole console, TimeProvider time)
    {
        var port = new Option<int>("--port")
        {
            Description = "Port of the webhook; the phone page has the next one, the operations console the one after it.",
            DefaultValueFactory = _ => DefaultPort,
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > 65533)
            {
                result.AddError($"--port must be 1 to 65533, not {number}.");
            }
        });
        var script = new Option<string>("--script")
        {
            Description = "The script that conversations run through: the name of a file in scripts/.",
            DefaultValueFactory = _ => Scripts.SixQuestions,
        };
        var cloudApi = AddressOption.Create(
            "--cloud-api",
            "Base address of the real Cloud API (https://graph.facebook.com): replies go there instead of the phone page. "
            + "Reads WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN and WHATSAPP_ACCESS_TOKEN from the environment.");
        var quote = new Option<bool>("--quote") { Description = "Makes every reply quote the message that it answers, as a rehearsal needs it." };
        var channel = ChannelOption.Create();
        var command = new Command("up", "Starts two regions, an edge and a phone on this machine.") { port, script, cloudApi, quote, channel };
        command.Validators.Add(result =>
        {
            // What was written, not its value: one that cannot be read has none, and neither has one that was left out.
            if (result.GetResult(cloudApi) is not null && result.GetResult(channel) is { Tokens: [var named] } && ChannelOption.Of(named.Value) is not ChannelKind.CloudApi)
            {
                result.AddError("--cloud-api goes with the channel cloud-api alone.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var settings = new StackSettings
                {
                    EdgePort = parsed.GetValue(port), ConsolePort = parsed.GetValue(port) + 2, Script = parsed.GetRequiredValue(script), CloudApi = parsed.GetValue(cloudApi),
                    Channel = ChannelOption.Of(parsed.GetRequiredValue(channel)), QuoteMessages = parsed.GetValue(quote),
                };
                await UpAsync(settings, console, time, cancellationToken);
                return ExitCode.Held;
            }
            catch (StartException failure)
            {
                return StartFailure.Show(console, failure);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCode.Held;
            }
        });
        return command;
    }

    private static async Task UpAsync(StackSettings settings, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        var port = settings.EdgePort;
        RequireFree(port, "edge");
        RequireFree(port + 1, "phone page");
        RequireFree(port + 2, "operations console");
        await using var stack = await LocalStack.CreateAsync(settings, time, cancellationToken);
        console.WriteLine($"Logs: {stack.Cluster.LogFolder}");
        await StartView.StartAsync(console, stack, cancellationToken);
        await using var phone = await PhoneServer.StartAsync(
            port + 1, stack.Channel, new ClusterSwitches(stack.Cluster), time, cancellationToken);
        ShowAddresses(console, settings, stack.Topology, phone.Address);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
    }

    private static void ShowAddresses(IAnsiConsole console, StackSettings settings, LocalTopology topology, Uri phone)
    {
        var table = new Table().HideHeaders().AddColumns("what", "where");
        table.AddRow("phone", $"{phone}");
        table.AddRow("operations console", $"{topology.Console}, with the token in {OperatorTokenFile.PathIn(topology.RunFolder)}");
        table.AddRow("webhook to register", $"{topology.Webhook}");
        if (settings.CloudApi is null)
        {
            // Drawn for this run, so that a webhook can be signed by hand.
            table.AddRow("its verify token", topology.Secrets.VerifyToken);
            table.AddRow(topology.Kind is ChannelKind.Wasender ? "its secret (X-Webhook-Signature)" : "its app secret", topology.Secrets.AppSecret);
        }

        foreach (var region in topology.Regions)
        {
            table.AddRow($"dashboard {region.Name}", $"{region.Dashboard}");
        }

        console.Write(table);
        ShowDeadLetters(console, topology);
        console.WriteLine("Ctrl-C ends it.");
    }

    // Not in the table: a command that is broken in two cannot be copied.
    private static void ShowDeadLetters(IAnsiConsole console, LocalTopology topology)
    {
        foreach (var region in topology.Regions)
        {
            console.Profile.Out.Writer.WriteLine(
                $"dead letters {region.Name}: dotnet run --project Drill -c Release -- dead-letters list --gateway {region.Gateway} --token-file {OperatorTokenFile.PathIn(topology.RunFolder)}");
        }
    }

    private static void RequireFree(int port, string part)
    {
        if (!FreePorts.CanBind(port))
        {
            throw new StartException(part, $"port {port} is taken by another program. Choose another with --port.");
        }
    }
}
