using Microsoft.Extensions.Logging;

namespace OrleansFailover.Telemetry;

/// <summary>Passes lines on without the keys of conversations. A line that has none goes on as it is, with its values.</summary>
internal sealed class PlainLogger(ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!inner.IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception);
        var plain = ConversationKeys.Hide(text);
        var shown = exception is null ? null : PlainException.Of(exception);
        if (ReferenceEquals(text, plain) && ReferenceEquals(exception, shown))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            return;
        }

        inner.Log(logLevel, eventId, plain, shown, static (line, _) => line);
    }
}
