using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

internal sealed class MutableOptions<T>(T value) : IOptionsMonitor<T>
{
    private Action<T, string?>? listeners;

    public T CurrentValue { get; private set; } = value;

    public T Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<T, string?> listener)
    {
        listeners += listener;
        return null;
    }

    public void Change(T changed)
    {
        CurrentValue = changed;
        listeners?.Invoke(changed, null);
    }
}
