using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Silo.Channels;

/// <summary>
/// What no channel takes, told before anything is sent: a refusal costs a place in the channel's pace, and some channels cut instead of refusing.
/// </summary>
internal static class SendLimits
{
    private const int MaxLink = 2048;

    /// <summary>What is wrong with a message, as a short reason without any of its text; null when nothing is.</summary>
    public static string? Complaint(OutboundMessage message) => message.Kind switch
    {
        OutboundKind.Text => Text(message.Text, ChannelLimits.Text),
        OutboundKind.Buttons => Text(message.Text, ChannelLimits.InteractiveBody) ?? Choices(message, ChannelLimits.Buttons, ChannelLimits.ButtonTitle, ChannelLimits.ButtonId),
        OutboundKind.List => Text(message.Text, ChannelLimits.InteractiveBody) ?? Label(message.ListLabel)
            ?? Choices(message, ChannelLimits.Rows, ChannelLimits.RowTitle, ChannelLimits.RowId),
        OutboundKind.LocationRequest => Text(message.Text, ChannelLimits.InteractiveBody),
        OutboundKind.Media => message.Media is { } media ? Media(media, message.Text) : "no-media",
        OutboundKind.Template => message.Template is { } template ? Template(template) : "no-template",
        OutboundKind.Reaction => string.IsNullOrEmpty(message.ReactsTo) ? "no-message-to-react-to" : null,
        _ => "unknown-kind",
    };

    private static string? Text(string text, int longest) => string.IsNullOrWhiteSpace(text) ? "text-empty" : text.Length > longest ? "text-too-long" : null;

    private static string? Label(string? label) => string.IsNullOrWhiteSpace(label) ? "no-list-label" : label.Length > ChannelLimits.ListLabel ? "list-label-too-long" : null;

    private static string? Choices(OutboundMessage message, int most, int longestTitle, int longestId)
    {
        var choices = message.Choices;
        return choices.Count == 0 ? "no-choices"
            : choices.Count > most ? "too-many-choices"
            : choices.Any(choice => choice.Id.Length == 0 || choice.Id.Length > longestId) ? "choice-id-length"
            : choices.Any(choice => string.IsNullOrWhiteSpace(choice.Title) || choice.Title.Length > longestTitle) ? "choice-title-length"
            : choices.Any(choice => choice.Description?.Length > ChannelLimits.RowDescription) ? "choice-description-length"
            : choices.DistinctBy(choice => choice.Id).Count() < choices.Count ? "choice-ids-repeat"
            : null;
    }

    private static string? Media(OutboundMedia media, string caption) =>
        string.IsNullOrEmpty(media.MediaId) == string.IsNullOrEmpty(media.Link) ? "media-id-or-link"
        : media.Link is { } link && (link.Length > MaxLink || !Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps) ? "media-link"
        : caption.Length > 0 && !media.TakesCaption ? "media-takes-no-caption"
        : caption.Length > ChannelLimits.Caption ? "text-too-long"
        : null;

    private static string? Template(OutboundTemplate template) =>
        template.Name.Length is 0 or > ChannelLimits.TemplateName ? "template-name"
        : template.Language.Length == 0 ? "template-language"
        : template.Parameters.Any(parameter => parameter.Length is 0 or > ChannelLimits.TemplateParameter) ? "template-parameter-length"
        : template.Parameters.Any(parameter => parameter.AsSpan().IndexOfAny('\n', '\t') >= 0 || parameter.Contains("     ", StringComparison.Ordinal)) ? "template-parameter-blanks"
        : null;
}
