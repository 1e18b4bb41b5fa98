namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/// <summary>The language a template was approved in.</summary>
internal sealed record TemplateLanguage(string Code);
