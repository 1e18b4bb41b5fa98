namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>One or more scripts cannot be used. Names every problem of every file.</summary>
public sealed class InvalidScriptException(IReadOnlyList<ScriptProblem> problems)
    : Exception($"{problems.Count} problem(s) in the conversation scripts:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}")
{
    /// <summary>The problems, by file and place.</summary>
    public IReadOnlyList<ScriptProblem> Problems { get; } = problems;
}
