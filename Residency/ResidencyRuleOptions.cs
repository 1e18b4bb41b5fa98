using System.ComponentModel.DataAnnotations;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Residency;

/// <summary>
/// Which senders belong to a zone. A sender matches when one of the listed values fits, for each of the lists that are not empty; a rule
/// without any list matches everybody.
/// </summary>
public sealed class ResidencyRuleOptions
{
    /// <summary>The name, as it is shown when the rule is explained: lower-case letters, digits and hyphens, at most 64.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,64}$")]
    public string Name { get; set; } = "";

    /// <summary>The name of the zone that the senders belong to.</summary>
    [Required]
    public string Zone { get; set; } = "";

    /// <summary>Channels, for example <c>whatsapp</c>. Empty: any. At most 16.</summary>
    [MaxLength(16)]
    public IList<string> Channels { get; } = [];

    /// <summary>The channel's ids of the business numbers that were written to. Empty: any. At most 1,000.</summary>
    [MaxLength(1_000)]
    public IList<string> BusinessNumbers { get; } = [];

    /// <summary>
    /// Countries of the sender, as ISO 3166 codes such as <c>DE</c>: of the phone number, or the prefix of the business-scoped id. A number
    /// whose country is not certain counts for every country that shares its calling code. Empty: any. At most 250.
    /// </summary>
    [MaxLength(250)]
    public IList<string> Countries { get; } = [];

    /// <summary>
    /// Senders by name: phone numbers in international form (<c>+491701234567</c>) or business-scoped ids (<c>DE.1349…</c>). A payload need
    /// not have both forms of a person, so list both. Empty: any. At most 10,000.
    /// </summary>
    [MaxLength(10_000)]
    public IList<string> Users { get; } = [];

    /// <summary>What other regions do while no home region is up: <c>Allow</c>, <c>Mask</c> (default) or <c>Deny</c>. Senders under Allow are not restricted.</summary>
    [EnumDataType(typeof(AwayMode))]
    public AwayMode WhenHomeIsDown { get; set; } = AwayMode.Mask;
}
