namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>An approved template.</summary>
internal sealed record TemplateBody(string Name, TemplateLanguage Language, IReadOnlyList<TemplateComponent>? Components);
