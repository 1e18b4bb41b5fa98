namespace OrleansFailover.Silo.AzureProviders;

/// <summary>A provider was asked for that this build does not contain.</summary>
internal sealed class MissingProviderException(string setting, string value, string package) : InvalidOperationException(
    $"{setting} is {value}, which needs the package {package}; this build was made without it. Build with -p:AzureProviders=true, or choose another {setting}.");
