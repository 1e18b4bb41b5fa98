using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Silo.Hosting;

/// <summary>The Orleans cluster of this region. Section <c>Clustering</c>.</summary>
public sealed class ClusteringOptions : IValidatableObject
{
    public const string Section = "Clustering";

    /// <summary>Where the membership table is. Default <c>Redis</c>.</summary>
    [EnumDataType(typeof(ClusteringProvider))]
    public ClusteringProvider Provider { get; set; }

    /// <summary>The StackExchange.Redis connection string of the membership table: a Redis of this region, never one shared with another. Required with <c>Redis</c>.</summary>
    public string Redis { get; set; } = "";

    /// <summary>The table endpoint of a storage account of this region, <c>https://NAME.table.core.windows.net/</c>. Required with <c>AzureStorage</c>.</summary>
    public Uri? Tables { get; set; }

    /// <summary>The cluster's name, one a region. Default: the region's name.</summary>
    public string? ClusterId { get; set; }

    /// <summary>The service's name, the same in every region and every release: consumer groups and stored names hang on it. Default <c>conversations</c>.</summary>
    [Required]
    public string ServiceId { get; set; } = "conversations";

    /// <summary>The port for silos, on every address. Default 11111, range 1 to 65535.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for Orleans clients. Default 30000, range 1 to 65535.</summary>
    [Range(1, 65535)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>The address that other silos reach this one at. Default: the machine's own; <c>127.0.0.1</c> on one machine.</summary>
    public string? AdvertisedAddress { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider is ClusteringProvider.Redis && Redis.Length == 0)
        {
            yield return new($"Provider ({Provider}) needs Redis.", [nameof(Redis)]);
        }

        if (Provider is ClusteringProvider.AzureStorage && Tables is null)
        {
            yield return new($"Provider ({Provider}) needs Tables.", [nameof(Tables)]);
        }
    }
}

/// <summary>Validates the attributes of <see cref="ClusteringOptions"/> without reflection.</summary>
[OptionsValidator]
internal sealed partial class ClusteringOptionsValidator : IValidateOptions<ClusteringOptions>;
