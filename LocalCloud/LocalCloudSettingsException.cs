namespace OrleansFailover.LocalCloud;

/// <summary>Settings that do not fit; tells every error, not the first alone.</summary>
public sealed class LocalCloudSettingsException : Exception
{
    /// <summary>Makes the exception for the given errors.</summary>
    public LocalCloudSettingsException(IReadOnlyList<string> errors)
        : base(string.Join(" ", errors))
    {
        Errors = errors;
    }

    /// <summary>One sentence an error.</summary>
    public IReadOnlyList<string> Errors { get; }
}
