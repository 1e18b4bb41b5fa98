using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Phone;

/// <summary>What a page posts when its user says something.</summary>
/// <param name="Kind"><c>text</c>, <c>button</c>, <c>row</c> or <c>location</c>.</param>
/// <param name="Text">The text, or the title of what was tapped.</param>
/// <param name="Id">The id of what was tapped.</param>
/// <param name="Description">The second line of a tapped row.</param>
/// <param name="Latitude">Of a location.</param>
/// <param name="Longitude">Of a location.</param>
internal sealed record PhoneMessage(string Kind, string? Text, string? Id, string? Description, double? Latitude, double? Longitude)
{
    private const int MaxText = 4096;

    /// <summary>In the channel's terms, or null when it is nothing that a phone could send.</summary>
    public CustomerBody? ToBody() => this switch
    {
        { Kind: "text", Text: { Length: > 0 and <= MaxText } text } => new CustomerBody.Text(text),
        { Kind: "button", Id: { Length: > 0 } id, Text: { } title } => new CustomerBody.Button(id, title),
        { Kind: "row", Id: { Length: > 0 } id, Text: { } title } => new CustomerBody.Row(id, title, Description),
        { Kind: "location", Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 } =>
            new CustomerBody.Location(Latitude.Value, Longitude.Value),
        _ => null,
    };
}
