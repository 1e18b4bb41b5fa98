using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Silo.Hosting;

/// <summary>
/// The default grain storage, for grains that are added to the silo and live in one region. Section <c>OtherGrains</c>. Conversations never use it: their states join, and no
/// storage of one document does that.
/// </summary>
public sealed class OtherGrainsOptions : IValidatableObject
{
    public const string Section = "OtherGrains";

    /// <summary>Default <c>None</c>.</summary>
    [EnumDataType(typeof(OtherGrainsProvider))]
    public OtherGrainsProvider Provider { get; set; }

    /// <summary>The account: <c>https://NAME.documents.azure.com/</c>. Credentials are those of the process's identity.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The database, which must be there. Default <c>conversations</c>.</summary>
    [Required]
    public string Database { get; set; } = "conversations";

    /// <summary>The container, which must be there, with the partition key <c>/PartitionKey</c>. Default <c>other-grains</c>.</summary>
    [Required]
    public string Container { get; set; } = "other-grains";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider is OtherGrainsProvider.Cosmos && Endpoint is null)
        {
            yield return new($"Provider ({Provider}) needs Endpoint.", [nameof(Endpoint)]);
        }
    }
}

/// <summary>Validates <see cref="OtherGrainsOptions"/> without reflection.</summary>
[OptionsValidator]
internal sealed partial class OtherGrainsOptionsValidator : IValidateOptions<OtherGrainsOptions>;
