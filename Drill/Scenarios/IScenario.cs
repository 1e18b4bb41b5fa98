namespace OrleansFailover.Drill.Scenarios;

/// <summary>One story to play while customers converse.</summary>
internal interface IScenario
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>One line for help.</summary>
    string Description { get; }

    /// <summary>What it needs and shows.</summary>
    ScenarioSetup Setup => new();

    /// <summary>Plays it to its end: all conversations complete, or the deadline passed.</summary>
    Task PlayAsync(Stage stage, CancellationToken cancellationToken);
}
