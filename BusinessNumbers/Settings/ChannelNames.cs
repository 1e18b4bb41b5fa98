namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>The channels that a number can belong to: the first part of its conversations' keys.</summary>
public static class ChannelNames
{
    /// <summary>The WhatsApp Cloud API.</summary>
    public const string WhatsApp = "whatsapp";

    /// <summary>WASenderApi: a session that is linked to a WhatsApp account.</summary>
    public const string Wasender = "wasender";

    /// <summary>Every channel that this build serves by number.</summary>
    public static IReadOnlyList<string> All { get; } = [WhatsApp, Wasender];
}
