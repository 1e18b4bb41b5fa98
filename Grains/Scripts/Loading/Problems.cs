namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>Collects what is wrong in one file, so that its author sees everything at once.</summary>
internal sealed class Problems(string file)
{
    private readonly List<ScriptProblem> found = [];

    public bool Any => found.Count > 0;

    public void Add(ScriptNode node, string message) => found.Add(new(file, node.Line, node.Column, node.Path, message));

    public void Add(ScriptMember member, string message) =>
        found.Add(new(file, member.Line, member.Column, member.Value.Path, message));

    public void AddSyntax(long? lineNumber, long? byteInLine, string message) =>
        found.Add(new(file, (int)(lineNumber ?? 0) + 1, (int)(byteInLine ?? 0) + 1, "$", message));

    public IReadOnlyList<ScriptProblem> InOrder() => [.. found.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];
}
