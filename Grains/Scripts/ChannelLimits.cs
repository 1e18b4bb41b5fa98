namespace OrleansFailover.Grains.Scripts;

/// <summary>
/// What WhatsApp takes, in characters (UTF-16 units, the strictest way to count). A longer text is refused by the channel as a whole, so a
/// script that could produce one does not load.
/// </summary>
public static class ChannelLimits
{
    /// <summary>The body of a text message.</summary>
    public const int Text = 4096;

    /// <summary>The body above buttons, a list or a location request.</summary>
    public const int InteractiveBody = 1024;

    /// <summary>The title of a reply button.</summary>
    public const int ButtonTitle = 20;

    /// <summary>The title of a list row.</summary>
    public const int RowTitle = 24;

    /// <summary>The description of a list row.</summary>
    public const int RowDescription = 72;

    /// <summary>The label that opens a list.</summary>
    public const int ListLabel = 20;

    /// <summary>Reply buttons of one message.</summary>
    public const int Buttons = 3;

    /// <summary>Rows of one list.</summary>
    public const int Rows = 10;

    /// <summary>The id behind a reply button.</summary>
    public const int ButtonId = 256;

    /// <summary>The id behind a list row.</summary>
    public const int RowId = 200;

    /// <summary>The text under a picture, a video or a document.</summary>
    public const int Caption = 1024;

    /// <summary>
    /// A parameter of a template's body. The channel's own bound is on the body with all its parameters, 1024 when there is more than a body; that one
    /// parameter alone may have so much holds in both cases only for templates that say little themselves.
    /// </summary>
    public const int TemplateParameter = 900;

    /// <summary>The name of a template.</summary>
    public const int TemplateName = 512;

    /// <summary>Parameters of a template that a script may fill.</summary>
    public const int TemplateParameters = 10;
}
