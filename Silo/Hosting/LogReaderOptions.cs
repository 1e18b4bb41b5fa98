using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Silo.Hosting;

/// <summary>How silos read the inbound log. Section <c>LogReader</c>; all but <see cref="Provider"/> is for <see cref="LogReaderProvider.EventHubs"/>.</summary>
public sealed class LogReaderOptions : IValidatableObject
{
    public const string Section = "LogReader";

    /// <summary>Default <c>Kafka</c>.</summary>
    [EnumDataType(typeof(LogReaderProvider))]
    public LogReaderProvider Provider { get; set; }

    /// <summary>The host of the namespace: <c>NAME.servicebus.windows.net</c>.</summary>
    public string Namespace { get; set; } = "";

    /// <summary>The hub. Default <c>inbound</c>.</summary>
    [Required]
    public string EventHub { get; set; } = "inbound";

    /// <summary>The consumer group, one that nothing else reads with. Default <c>conversations</c>.</summary>
    [Required]
    public string ConsumerGroup { get; set; } = "conversations";

    /// <summary>The table endpoint of the storage account that keeps positions: <c>https://NAME.table.core.windows.net/</c>.</summary>
    public Uri? Tables { get; set; }

    /// <summary>How often a position is written. Default 10 s, 1 s to 10 min: what was read since is read again after a restart.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PersistInterval { get; set; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider is LogReaderProvider.EventHubs && (Namespace.Length == 0 || Tables is null))
        {
            yield return new($"Provider ({Provider}) needs Namespace and Tables.", [nameof(Namespace), nameof(Tables)]);
        }
    }
}

/// <summary>Validates <see cref="LogReaderOptions"/> without reflection.</summary>
[OptionsValidator]
internal sealed partial class LogReaderOptionsValidator : IValidateOptions<LogReaderOptions>;
