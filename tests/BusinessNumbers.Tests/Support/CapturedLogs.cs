using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.BusinessNumbers.Tests.Support;

/// <summary>Every line of every category and level, with its structured values, scopes and exceptions.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Line)> lines = new();

    public IReadOnlyList<string> Lines => [.. lines.Select(line => line.Line)];

    public IReadOnlyList<string> Of(int id) => [.. lines.Where(line => line.Id == id).Select(line => line.Line)];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        lines.Enqueue((0, $"scope {state} {Values(state)}"));
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue((eventId.Id, $"{logLevel} {eventId} {formatter(state, exception)} {Values(state)} {exception}"));

    public void Dispose()
    {
    }

    private static string Values<TState>(TState state) =>
        state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
}
