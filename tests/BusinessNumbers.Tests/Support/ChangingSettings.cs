using Microsoft.Extensions.Configuration;

namespace OrleansFailover.BusinessNumbers.Tests.Support;

/// <summary>Configuration that a test changes while a host runs.</summary>
internal sealed class ChangingSettings : ConfigurationProvider, IConfigurationSource
{
    public ChangingSettings(params (string Key, string? Value)[] values) => Put(values);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Sets values, null to take one away, and tells the host. What listeners throw stays here, as it does with a watcher of files.</summary>
    public void Change(params (string Key, string? Value)[] values)
    {
        Put(values);
        try
        {
            OnReload();
        }
        catch (AggregateException)
        {
            // A section with errors.
        }
    }

    private void Put((string Key, string? Value)[] values)
    {
        var data = new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in values)
        {
            data.Remove(key);
            if (value is not null)
            {
                data[key] = value;
            }
        }

        Data = data;
    }
}
