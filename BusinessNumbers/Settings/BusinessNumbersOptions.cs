namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>
/// The business numbers and the apps that bring their webhooks. Section <c>BusinessNumbers</c>, the same in every region and in gateways and
/// silos. Read again whenever the configuration changes; what has an error is not taken, and the one before stays in use. Every secret may be
/// written as <c>secret:name</c>: the value of the configuration key <c>name</c>.
/// </summary>
public sealed class BusinessNumbersOptions
{
    public const string Section = "BusinessNumbers";

    /// <summary>The most apps. A webhook that tells of no known number is checked against all of them.</summary>
    public const int MaxApps = 16;

    public const int MaxNumbers = 1000;

    /// <summary>
    /// The apps by a name of your choice: lower-case letters, digits and single hyphens. Default: none but the one of the section <c>Webhook</c>, whose
    /// name is <c>default</c>. At most 16.
    /// </summary>
    public IDictionary<string, ChannelAppOptions> Apps { get; } = new Dictionary<string, ChannelAppOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The business numbers by a name of your choice: lower-case letters, digits and single hyphens. Default: none, and then every number that a signed
    /// webhook tells of is served. As soon as there is one, the webhooks of any other are kept as dead letters and not answered. At most 1000.
    /// </summary>
    public IDictionary<string, BusinessNumberOptions> Numbers { get; } = new Dictionary<string, BusinessNumberOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the settings of a single number say; see <see cref="SingleNumberSettings"/>.</summary>
    internal SingleNumberSettings Single { get; } = new();

    /// <summary>The token of a number that has none of its own. Never for a session: the others are tokens of the Cloud API.</summary>
    internal string? TokenFor(BusinessNumberOptions number) => number.Channel == ChannelNames.WhatsApp ? Single.TokenFor(number.PhoneNumberId) : null;

    /// <summary>Which references have no value, each with its place.</summary>
    internal List<string> Unresolved { get; } = [];
}
