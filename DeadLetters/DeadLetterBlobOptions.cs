using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.DeadLetters;

/// <summary>Dead letters in Azure Blob Storage. Section <c>DeadLetters:Blob</c>.</summary>
public sealed class DeadLetterBlobOptions
{
    /// <summary>The container, made when it is missing; one of its own for every region. Default <c>dead-letters</c>; 3 to 63 lower-case letters, digits and hyphens.</summary>
    [Required, RegularExpression("^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,62}$")]
    public string Container { get; set; } = "dead-letters";

    /// <summary>A connection string; a secret. Either this or <see cref="ServiceUri"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The blob endpoint of the account, for the process's own identity (<c>DefaultAzureCredential</c>). Either this or <see cref="ConnectionString"/>.</summary>
    public Uri? ServiceUri { get; set; }

    /// <summary>How long one attempt of a request may take. Default 5 s, 100 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a request is tried again. Default 3, 0 to 10.</summary>
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 3;
}
