namespace OrleansFailover.Access;

/// <summary>Marks endpoints that a person opens in a browser: whoever is not signed in is led to where that is done.</summary>
internal sealed class PageMetadata;
