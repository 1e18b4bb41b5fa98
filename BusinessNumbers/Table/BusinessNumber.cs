using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.BusinessNumbers.Table;

/// <summary>A configured business number.</summary>
/// <param name="Name">Its name in the configuration: what logs, metrics and health show.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Id">The channel's id of it.</param>
/// <param name="App">The name of the app that brings its webhooks; null where this host takes none.</param>
/// <param name="Token">What it sends with; null where this host sends nothing.</param>
/// <param name="Script">The name of its script; null: what the section <c>Scripts</c> says.</param>
/// <param name="Home">The region its conversations prefer; null: the first of the configured order.</param>
/// <param name="PreviousHome">The one before, while a change is under way.</param>
public sealed record BusinessNumber(
    string Name, string Channel, string Id, string? App, AccessToken? Token, string? Script, RegionId? Home, RegionId? PreviousHome);
