namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>A member of an object; line and column are those of its name.</summary>
internal sealed record ScriptMember(string Name, int Line, int Column, ScriptNode Value);
