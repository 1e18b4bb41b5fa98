using OrleansFailover.Grains.Interfaces.Regional;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>A last turn that a Redis was seen to keep; its content is not read yet.</summary>
/// <param name="Source">The Redis.</param>
/// <param name="Copy">Its name in the hash.</param>
/// <param name="Head">The write that made it.</param>
internal sealed record TurnAt(RedisRegion Source, string Copy, VersionStamp Head)
{
    /// <summary>Reads pairs of copy and head.</summary>
    public static IReadOnlyList<TurnAt> ReadAll(RedisRegion source, RedisResult heads)
    {
        var turns = new List<TurnAt>(heads.Length / 2);
        for (var i = 0; i + 1 < heads.Length; i += 2)
        {
            turns.Add(new TurnAt(source, (string)heads[i]!, ScriptArguments.ReadHead((string)heads[i + 1]!)));
        }

        return turns;
    }
}
