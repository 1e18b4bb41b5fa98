namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>The part of a template that has parameters.</summary>
internal sealed record TemplateComponent(IReadOnlyList<TemplateParameter> Parameters, string Type = "body");
