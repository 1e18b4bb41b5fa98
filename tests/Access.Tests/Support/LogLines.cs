using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.Access.Tests.Support;

/// <summary>What was logged, as text with its category.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Of<T>() => [.. lines.Where(line => line.StartsWith($"{typeof(T).FullName}: ", StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => new Lines(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Lines(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category}: {formatter(state, exception)}");
    }
}
