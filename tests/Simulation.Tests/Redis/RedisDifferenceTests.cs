using System.Globalization;
using System.Text.RegularExpressions;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.Simulation.Kernel;
using StackExchange.Redis;

namespace OrleansFailover.Simulation.Tests.Redis;

/// <summary>The product's scripts in random order with random arguments, on the simulated Redis and on a real one: every answer and what is left must be the same.</summary>
public sealed partial class RedisDifferenceTests
{
    private const int Calls = 400;

    private static readonly string[] Conversations = ["a", "b"];
    private static readonly string[] Regions = ["west", "north"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Scripts_RandomCalls_AnswerAlike(int seed)
    {
        await using var real = new GarnetWorld();
        await using var simulated = new SimulatedWorld();
        var (expected, found) = (new List<string>(), new List<string>());
        await real.RunAsync(() => PlayAsync(seed, real.A, expected));
        await simulated.RunAsync(() => PlayAsync(seed, simulated.A, found));
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(expected[i] == found[i], $"Call {i} of seed {seed}:\nreal      {expected[i]}\nsimulated {found[i]}");
        }

        Assert.True(expected.Distinct().Count() > Calls / 8, "Most calls did nothing.");
    }

    private static async Task PlayAsync(int seed, StandbySilo silo, List<string> answers)
    {
        var draw = new Draw((ulong)seed);
        var last = new Dictionary<string, string>();
        for (var i = 0; i < Calls; i++)
        {
            var (name, script, keys, values) = Next(draw, silo.Keys, last);
            var answer = await silo.Redis.ScriptEvaluateAsync(script, keys, values);
            answers.Add($"{name}({string.Join(", ", values.Select(value => (string?)value))}) = {Show(answer)}");
        }

        foreach (var conversation in Conversations)
        {
            answers.Add(await DumpAsync(silo, conversation));
        }
    }

    private static (string Name, string Script, RedisKey[] Keys, RedisValue[] Values) Next(Draw draw, StandbyKeys keys, Dictionary<string, string> last)
    {
        var conversation = Conversations[draw.Below(Conversations.Length)];
        var region = Regions[draw.Below(Regions.Length)];
        RedisValue Id() => $"m{draw.Below(6)}";
        RedisValue[] Claimant() =>
        [
            region, draw.Between(1, 3), 60_000, 1, Regions.First(other => other != region), draw.Between(-1, 3), draw.Chance(0.2) ? 1 : 0,
        ];
        switch (draw.Below(9))
        {
            case 0:
                RedisValue[] events = [.. Enumerable.Range(0, draw.Between(1, 3)).SelectMany(_ => new RedisValue[] { Id(), draw.Below(1000), "payload:with:colons" })];
                return ("add", StandbyScripts.AddPending, [keys.Pending(conversation), keys.PendingIndex(0)], [conversation, 4, 2, .. events]);
            case 1:
                return ("claim", StandbyScripts.ClaimEvents, [keys.Claims(conversation)], [.. Claimant(), Id(), Id()]);
            case 2 or 3:
                return ("open", StandbyScripts.Open, [keys.Turn(conversation), keys.Pending(conversation), keys.Claims(conversation)], [3, draw.Below(2), .. Claimant(), Id()]);
            case 4 or 5:
                var (writer, counter) = ($"w{draw.Below(3)}", draw.Between(1, 4));
                last[conversation] = $"{writer}:{counter}";
                RedisValue[] vector = [.. Enumerable.Range(0, 3).Where(_ => draw.Chance(0.5)).SelectMany(w => new RedisValue[] { $"w{w}", draw.Between(1, 4) })];
                return (
                    "write", StandbyScripts.WriteTurn,
                    [keys.Turn(conversation), keys.TurnIndex(0), keys.Pending(conversation), keys.PendingIndex(0)],
                    [conversation, region, $"{writer}:{counter}", draw.Chance(0.9) ? $"document {draw.Below(100)}" : "", 2, (vector.Length / 2) + 1, writer, counter, .. vector, Id()]);
            case 6:
                return (
                    "drop", StandbyScripts.DropTurn, [keys.Turn(conversation), keys.TurnIndex(0)],
                    [conversation, region, last.GetValueOrDefault(conversation, "w0:1"), 0, "north", .. draw.Chance(0.3) ? new RedisValue[] { "north", "east" } : []]);
            case 7:
                return ("refresh", StandbyScripts.RefreshPending, [keys.Pending(conversation), keys.PendingIndex(0)], [conversation]);
            default:
                return draw.Below(4) switch
                {
                    0 => ("beat", RegionScripts.Beat, [keys.Region(new(region))], [draw.Between(1, 3), "Active", draw.Below(2) * 60_000]),
                    1 => ("life", RegionScripts.HoldIncarnation, [keys.Incarnation], [draw.Between(1, 3), 60_000]),
                    2 => ("hold", StandbyScripts.HoldLease, [keys.Lease("x")], [region, 60_000]),
                    _ => ("release", StandbyScripts.ReleaseLease, [keys.Lease("x")], [region]),
                };
        }
    }

    private static async Task<string> DumpAsync(StandbySilo silo, string conversation)
    {
        var hashes = new List<string>();
        foreach (var key in new[] { silo.Keys.Turn(conversation), silo.Keys.Pending(conversation), silo.Keys.Claims(conversation) })
        {
            var fields = await silo.Redis.HashGetAllAsync(key);
            hashes.Add(string.Join(", ", fields.Select(field => $"{field.Name}={Masked((string)field.Value!)}").Order()));
        }

        var scores = new[] { silo.Keys.TurnIndex(0), silo.Keys.PendingIndex(0) }.Select(index => silo.Redis.SortedSetScoreAsync(index, conversation));
        return $"{string.Join(" | ", hashes)} | {string.Join(" ", (await Task.WhenAll(scores)).Select(score => score is null ? "none" : "some"))}";
    }

    private static string Show(RedisResult result) =>
        result.Resp2Type == ResultType.Array ? $"[{string.Join(" ", ((RedisResult[])result!).Select(Show))}]" : Masked((string?)result ?? "nil");

    // The clocks of the two differ.
    private static string Masked(string text) => Time().Replace(text, "T");

    [GeneratedRegex("[0-9]{12,}")]
    private static partial Regex Time();
}
