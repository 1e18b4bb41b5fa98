using System.Reflection;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.Docs.Tests;

public class LogTests
{
    private static IReadOnlyList<(string Type, LoggerMessageAttribute Message)> Messages { get; } =
    [
        .. from type in Product.Types
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           select (type.FullName!, message),
    ];

    [Fact]
    public void EventIds_OfAllAreas_AreUnique()
    {
        Assert.True(Messages.Count > 50, "The messages of the product were found.");
        Assert.Empty(Messages.GroupBy(entry => entry.Message.EventId).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(entry => entry.Type))}"));
    }

    [Fact]
    public void Warnings_OfAllAreas_HaveARowInTheRunbooks()
    {
        var rows = File.ReadAllLines(Path.Combine(Product.Root, "docs", "runbooks", "README.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim()).ToHashSet();
        Assert.Empty(Messages.Where(entry => entry.Message.Level >= LogLevel.Warning && !rows.Contains($"{entry.Message.EventId}"))
            .Select(entry => $"{entry.Message.EventId} {entry.Message.Message}"));
    }
}
