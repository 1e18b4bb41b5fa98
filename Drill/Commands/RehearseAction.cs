using Spectre.Console;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Rehearsals;
using OrleansFailover.Drill.Reports;
using OrleansFailover.Drill.Scenarios;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Commands;

/// <summary>Does what <c>rehearse</c> was asked for: converses with a deployment, lets a region of it be taken away, and judges.</summary>
internal sealed class RehearseAction(IAnsiConsole console, Func<string, string?> environment, TimeProvider time)
{
    public async Task<int> RunAsync(RehearseRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await PlayAsync(request, cancellationToken);
        }
        catch (StartException failure)
        {
            return StartFailure.Show(console, failure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.WriteLine("Ended before the rehearsal was over; nothing was judged.");
            return ExitCode.Broken;
        }
    }

    private async Task<int> PlayAsync(RehearseRequest request, CancellationToken cancellationToken)
    {
        console.WriteLine($"Seed {request.Seed}.");
        var secrets = ChannelSecrets.OfChannel(environment);
        await using var channel = await StartChannelAsync(request, secrets, cancellationToken);
        console.WriteLine($"Sends are taken at {channel.Address}, webhooks go to {request.Webhook}.");
        KeyValuePair<string, Uri>[] webhooks = [.. request.Regions.Select(region => KeyValuePair.Create(region, request.Webhook))];

        // One for both: what the deployment is not told yet ends here, and nothing is taken away.
        await new WarmUp(channel, [KeyValuePair.Create("deployment", request.Webhook)], time).RunAsync(cancellationToken);

        var target = new CommandTarget(request.Lose, request.GiveBack, console.WriteLine);
        var settings = new RunSettings(
            new Rehearsal(target.GivesBack), request.Conversations, TimeSpan.Zero, request.Seed, Protections.None, request.Deadline);
        var result = await new ScenarioRun(channel, target, webhooks, time).PlayAsync(settings, heals: false, console.WriteLine, cancellationToken);
        var report = ReportBuilder.Build(result);
        ResultView.Show(console, result, report, request.Regions);
        if (request.Report is { } file)
        {
            file.Directory?.Create();
            await File.WriteAllTextAsync(file.FullName, ReportJson.Write(report), cancellationToken);
        }

        return result.Held ? ExitCode.Held : ExitCode.Broken;
    }

    private async Task<ChannelSimulator> StartChannelAsync(RehearseRequest request, ChannelSecrets secrets, CancellationToken cancellationToken)
    {
        try
        {
            return await ChannelSimulator.StartAsync(
                _ => new ChannelOptions { Secrets = secrets, Webhook = request.Webhook, Number = request.Number }, time, cancellationToken, request.Listen);
        }
        catch (IOException exception)
        {
            throw new StartException("channel", $"cannot listen at {request.Listen}: {exception.Message}");
        }
    }
}
