namespace OrleansFailover.RegionalState.Regions;

/// <summary>The steps of a region's life in a Redis. One key each where the Redis may be clustered.</summary>
internal static class RegionScripts
{
    // KEYS: incarnation. ARGV: ours, or a candidate; expiry in ms; the newest life of this region that a Redis knows, or 0. Answers the
    // incarnation of the region. One that is older than a life somebody knows gives way to the candidate. Only who lives in it renews it: a
    // silo that starts must not keep alive what ended with the silos before it.
    public const string HoldIncarnation = """
        local held = redis.call('GET', KEYS[1])
        if not held or tonumber(held) < tonumber(ARGV[3]) then
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
          return ARGV[1]
        end
        if held == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
        return held
        """;

    // KEYS: a region's heartbeat. ARGV: incarnation, phase, expiry in ms or 0. An older life never writes over a newer one. Answers the newer
    // one, or 0 when it has written.
    public const string Beat = """
        local held = redis.call('HGET', KEYS[1], 'incarnation')
        if held and tonumber(held) > tonumber(ARGV[1]) then return held end
        redis.call('HSET', KEYS[1], 'incarnation', ARGV[1], 'phase', ARGV[2])
        redis.call('HINCRBY', KEYS[1], 'beat', 1)
        if ARGV[3] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
        return 0
        """;
}
