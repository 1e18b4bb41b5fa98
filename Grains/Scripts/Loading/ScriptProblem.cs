namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>One thing that is wrong in a script.</summary>
/// <param name="File">The file, as it was named to the loader.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character in the line, from 1.</param>
/// <param name="Path">The place as a JSON path, for example <c>$.questions[2].options</c>.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record ScriptProblem(string File, int Line, int Column, string Path, string Message)
{
    /// <summary>One line in the form that editors and build logs recognise.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {Path}: {Message}";
}
