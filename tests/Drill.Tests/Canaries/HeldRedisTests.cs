using System.Text;
using OrleansFailover.Drill.Canaries;
using OrleansFailover.RegionalState.Standby;
using StackExchange.Redis;

namespace OrleansFailover.Drill.Tests.Canaries;

public sealed class HeldRedisTests
{
    [Fact]
    public void Forms_ALastTurn_IsSearchedAsItReads()
    {
        var text = string.Concat(Enumerable.Repeat("{\"text\":\"a canary sings\"},", 20));
        RedisValue packed = PackedCopy.Pack(Encoding.UTF8.GetBytes(text));

        var forms = HeldRedis.Forms(packed).Select(form => Encoding.Latin1.GetString((byte[])form!)).ToList();

        Assert.Equal(2, forms.Count);
        Assert.DoesNotContain("sings\"},{\"text\":\"a canary", forms[0], StringComparison.Ordinal);
        Assert.Equal(text, forms[1]);
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("")]
    [InlineData("\u0001\u0002")]
    public void Forms_AnythingElse_IsSearchedAsItIs(string value) => Assert.Equal((RedisValue)value, Assert.Single(HeldRedis.Forms(value)));
}
