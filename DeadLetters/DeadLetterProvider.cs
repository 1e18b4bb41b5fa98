namespace OrleansFailover.DeadLetters;

/// <summary>Where dead letters are kept.</summary>
public enum DeadLetterProvider
{
    /// <summary>Files in a directory: one machine, or a volume that gateways and silos share.</summary>
    Files,

    /// <summary>Blobs in a container of the region's own storage account.</summary>
    AzureBlob,
}
