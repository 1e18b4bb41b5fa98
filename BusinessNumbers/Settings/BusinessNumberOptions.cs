namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>One business number.</summary>
public sealed class BusinessNumberOptions
{
    /// <summary>The channel: <c>whatsapp</c> (default), the Cloud API, or <c>wasender</c>, a session of WASenderApi.</summary>
    public string Channel { get; set; } = ChannelNames.WhatsApp;

    /// <summary>The channel's id of the number: <c>phone_number_id</c> of its webhooks; of a session, an id of your choice. Required; belongs to one name.</summary>
    public string PhoneNumberId { get; set => field = value ?? ""; } = "";

    /// <summary>The app that brings its webhooks, one of <c>Apps</c>. A session has one of its own, whose <c>AppSecret</c> is the session's webhook secret and whose <c>VerifyToken</c> is the secret part of its path <c>/wasender/{name}/{VerifyToken}</c>. Default: the one of the section <c>Webhook</c>, else the only one there is.</summary>
    public string? App { get; set; }

    /// <summary>The access token it sends with. A secret. Required by silos; default: what <c>WhatsApp:CloudApi:AccessTokens</c> or <c>AccessToken</c> say.</summary>
    public string? AccessToken { get; set; }

    /// <summary>The name of the script its conversations follow. Default: what <c>Scripts:ByBusinessNumber</c> or <c>Scripts:Default</c> say.</summary>
    public string? Script { get; set; }

    /// <summary>The region that its conversations prefer: where their claims are kept. Default: the first of <c>Regions:All</c>.</summary>
    public string? HomeRegion { get; set; }

    /// <summary>
    /// The home region before, while a change of it goes through the regions: events are then claimed in both. Set together with the new
    /// <see cref="HomeRegion"/>, else the change is refused; removed once every region has it. Empty (default): no change is under way.
    /// </summary>
    public string? PreviousHomeRegion { get; set; }
}
