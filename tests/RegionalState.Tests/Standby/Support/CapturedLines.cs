using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>The lines that one part writes.</summary>
internal sealed class CapturedLines<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(int Id, string Text)> lines = new();

    public IReadOnlyList<string> Of(int id) => [.. lines.Where(line => line.Id == id).Select(line => line.Text)];

    public IDisposable? BeginScope<TScope>(TScope state)
        where TScope : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TLog>(LogLevel logLevel, EventId eventId, TLog state, Exception? exception, Func<TLog, Exception?, string> formatter) =>
        lines.Enqueue((eventId.Id, formatter(state, exception)));
}
