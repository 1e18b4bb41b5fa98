using System.Text.Json.Nodes;

namespace OrleansFailover.Drill.Channel;

/// <summary>What a customer can send.</summary>
public abstract record CustomerBody
{
    private CustomerBody()
    {
    }

    internal abstract (string Type, JsonNode Payload) ToPayload();

    /// <summary>Something typed.</summary>
    public sealed record Text(string Value) : CustomerBody
    {
        internal override (string Type, JsonNode Payload) ToPayload() => ("text", new JsonObject { ["body"] = Value });
    }

    /// <summary>A tapped reply button.</summary>
    public sealed record Button(string Id, string Title) : CustomerBody
    {
        internal override (string Type, JsonNode Payload) ToPayload() => ("interactive", new JsonObject
        {
            ["type"] = "button_reply",
            ["button_reply"] = new JsonObject { ["id"] = Id, ["title"] = Title },
        });
    }

    /// <summary>A tapped row of a list.</summary>
    public sealed record Row(string Id, string Title, string? Description) : CustomerBody
    {
        internal override (string Type, JsonNode Payload) ToPayload()
        {
            var row = new JsonObject { ["id"] = Id, ["title"] = Title };
            if (Description is not null)
            {
                row["description"] = Description;
            }

            return ("interactive", new JsonObject { ["type"] = "list_reply", ["list_reply"] = row });
        }
    }

    /// <summary>A place.</summary>
    public sealed record Location(double Latitude, double Longitude) : CustomerBody
    {
        internal override (string Type, JsonNode Payload) ToPayload() =>
            ("location", new JsonObject { ["latitude"] = Latitude, ["longitude"] = Longitude });
    }
}
