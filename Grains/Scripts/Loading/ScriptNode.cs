using System.Text.Json;

namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>A JSON value that knows where it stands.</summary>
internal sealed record ScriptNode
{
    public required JsonValueKind Kind { get; init; }

    public required int Line { get; init; }

    public required int Column { get; init; }

    public required string Path { get; init; }

    /// <summary>The text of a string, the digits of a number.</summary>
    public string Text { get; init; } = "";

    /// <summary>The members of an object, in the order of the file.</summary>
    public IReadOnlyList<ScriptMember> Members { get; init; } = [];

    /// <summary>The elements of an array.</summary>
    public IReadOnlyList<ScriptNode> Items { get; init; } = [];

    /// <summary>What it is, in an error.</summary>
    public string Describe() => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => $"the number {Text}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
