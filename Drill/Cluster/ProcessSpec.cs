namespace OrleansFailover.Drill.Cluster;

/// <summary>A process to start.</summary>
/// <param name="Part">Its name for people, e.g. <c>eastus/Silo</c>.</param>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Added to the environment of this process.</param>
/// <param name="Folder">Its working folder.</param>
/// <param name="LogFile">Gets all its output; appended to.</param>
internal sealed record ProcessSpec(
    string Part, string FileName, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Folder, string LogFile);
