using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>The lines that a host writes.</summary>
internal sealed class CapturedLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Text)> lines = new();

    private readonly ConcurrentQueue<string> whole = new();

    /// <summary>Every line and scope with its category, structured values and exception.</summary>
    public IReadOnlyCollection<string> Whole => whole;

    public IReadOnlyList<string> Of(int id) => [.. lines.Where(line => line.Id == id).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName)
    {
        whole.Enqueue(categoryName);
        return this;
    }

    public IDisposable? BeginScope<TScope>(TScope state)
        where TScope : notnull
    {
        whole.Enqueue($"scope {state} {Values(state)}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TLog>(LogLevel logLevel, EventId eventId, TLog state, Exception? exception, Func<TLog, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        lines.Enqueue((eventId.Id, text));
        whole.Enqueue($"{logLevel} {eventId} {text} {Values(state)} {exception}");
    }

    public void Dispose()
    {
    }

    private static string Values<TLog>(TLog state) =>
        state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
}
