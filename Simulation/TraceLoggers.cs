using Microsoft.Extensions.Logging;

namespace OrleansFailover.Simulation;

/// <summary>The product's log lines, on the trace of a world.</summary>
internal sealed class TraceLoggers(World world, string who) : ILoggerFactory, ILogger
{
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("A trace goes to one place.");

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        world.Tell(who, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception.GetType().Name}: {exception.Message}");

    public void Dispose()
    {
    }
}
