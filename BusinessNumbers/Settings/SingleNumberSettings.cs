using Microsoft.Extensions.Configuration;

namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>
/// The settings that serve a single number, or several of one app, without the section <c>BusinessNumbers</c>; beside it they are the default of
/// its apps and numbers. Read here once more, so that everything that is secret is checked and replaced in one step.
/// </summary>
internal sealed class SingleNumberSettings
{
    public const string AppSection = "Webhook";
    public const string SenderSection = "WhatsApp:CloudApi";

    /// <summary>The name of the app of the section <c>Webhook</c>.</summary>
    public const string AppName = "default";

    public ChannelAppOptions App { get; } = new();

    public string AccessToken { get; set; } = "";

    public Dictionary<string, string> AccessTokens { get; } = new(StringComparer.Ordinal);

    /// <summary>True when the section <c>Webhook</c> has something of an app.</summary>
    public bool HasApp => App.AppSecret.Length > 0 || App.VerifyToken.Length > 0;

    public void Read(IConfiguration configuration)
    {
        var app = configuration.GetSection(AppSection);
        App.AppSecret = app[nameof(App.AppSecret)] ?? "";
        App.PreviousAppSecret = app[nameof(App.PreviousAppSecret)];
        App.VerifyToken = app[nameof(App.VerifyToken)] ?? "";
        App.PreviousVerifyToken = app[nameof(App.PreviousVerifyToken)];

        var sender = configuration.GetSection(SenderSection);
        AccessToken = sender[nameof(AccessToken)] ?? "";
        foreach (var token in sender.GetSection(nameof(AccessTokens)).GetChildren())
        {
            AccessTokens[token.Key] = token.Value ?? "";
        }
    }

    /// <summary>The token of a number, or null when there is none.</summary>
    public string? TokenFor(string businessNumberId) =>
        AccessTokens.TryGetValue(businessNumberId, out var own) && own.Length > 0 ? own : AccessToken.Length > 0 ? AccessToken : null;
}
