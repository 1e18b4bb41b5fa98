using System.Reflection;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.RegionalState.Tests;

public class LogIdTests
{
    [Fact]
    public void LoggerMessages_OfTheAssembly_HaveIdsOfTheirOwn()
    {
        var ids = typeof(RegionOptions).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>()
            .ToList();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct().Order(), ids.Order());
    }
}
