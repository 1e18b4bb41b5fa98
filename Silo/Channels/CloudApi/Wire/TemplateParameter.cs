namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>A value in a template.</summary>
internal sealed record TemplateParameter(string Text, string Type = "text");
