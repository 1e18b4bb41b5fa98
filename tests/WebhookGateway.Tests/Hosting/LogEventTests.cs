using System.Reflection;
using Microsoft.Extensions.Logging;
using OrleansFailover.WebhookGateway.Hosting;

namespace OrleansFailover.WebhookGateway.Tests.Hosting;

public sealed class LogEventTests
{
    [Fact]
    public void EventIds_AreUniqueAndInTheirRange()
    {
        var ids = typeof(GatewayRole).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>()
            .ToArray();

        Assert.True(ids.Length >= 10);
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id, 2000, 2499));
    }
}
