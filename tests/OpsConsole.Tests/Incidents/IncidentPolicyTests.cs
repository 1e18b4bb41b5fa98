using OrleansFailover.OpsConsole.Incidents;

namespace OrleansFailover.OpsConsole.Tests.Incidents;

public sealed class IncidentPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    // The signals by their seconds, and the incidents that they make: began, restored and by whom, returned; "-" for not yet.
    public static TheoryData<string, string> Stories => new()
    {
        // Nothing happened.
        { "", "" },
        { "0 eastus up", "" },

        // Down, replaced, back.
        { "0 eastus up; 10 eastus down; 12 eastus served westeurope; 40 eastus up", "eastus 10 12 westeurope 40" },
        { "10 eastus down", "eastus 10 - - -" },
        { "10 eastus down; 12 eastus served westeurope", "eastus 10 12 westeurope -" },

        // The first success counts, whoever tells of it.
        { "10 eastus down; 12 eastus taken westeurope; 13 eastus served westeurope; 14 eastus taken westeurope", "eastus 10 12 westeurope -" },

        // Nobody took over: restored by its own return.
        { "10 eastus down; 25 eastus up", "eastus 10 25 eastus 25" },

        // Down again while it is away is the same incident; down after it was back is another one.
        { "10 eastus down; 11 eastus down; 12 eastus served westeurope; 20 eastus up", "eastus 10 12 westeurope 20" },
        { "10 eastus down; 12 eastus served westeurope; 20 eastus up; 30 eastus down", "eastus 10 12 westeurope 20; eastus 30 - - -" },

        // A message that another region took begins one, too: with the wait of that message.
        { "10 eastus taken+3 westeurope; 11 eastus down; 20 eastus up", "eastus 7 10 westeurope 20" },

        // Two regions have incidents of their own.
        { "10 eastus down; 11 westeurope down; 15 westeurope up; 16 eastus served westeurope", "eastus 10 16 westeurope -; westeurope 11 15 westeurope 15" },

        // A success elsewhere alone is nothing, and neither is one after the return.
        { "5 eastus served westeurope", "" },
        { "10 eastus down; 20 eastus up; 21 eastus served westeurope", "eastus 10 20 eastus 20" },

        // At one moment: what begins comes first, what ends last.
        { "10 eastus up; 10 eastus served westeurope; 10 eastus down", "eastus 10 10 westeurope 10" },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void Of_Signals_MakesTheIncidents(string story, string expected) => Assert.Equal(expected, Write(IncidentPolicy.Of(Read(story))));

    [Theory]
    [MemberData(nameof(Stories))]
    public void Of_SignalsThatCameToBeKnownInAnotherOrder_MakesTheSame(string story, string expected) =>
        Assert.Equal(expected, Write(IncidentPolicy.Of(Read(story).AsEnumerable().Reverse())));

    [Fact]
    public void MeanTimeToRestore_CountsWhatWasRestored()
    {
        var incidents = IncidentPolicy.Of(Read("10 eastus down; 12 eastus served westeurope; 20 eastus up; 30 eastus down; 36 eastus served westeurope; 40 westeurope down"));

        Assert.Equal(TimeSpan.FromSeconds(4), IncidentPolicy.MeanTimeToRestore(incidents));
        Assert.Null(IncidentPolicy.MeanTimeToRestore([]));
    }

    private static List<Signal> Read(string story) =>
    [
        .. story.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(' ')).Select(words => words[2].Split('+') is var kind
            ? new Signal(
                Noon.AddSeconds(int.Parse(words[0], null)),
                words[1],
                kind[0] switch { "up" => SignalKind.Up, "down" => SignalKind.Down, "served" => SignalKind.ServedElsewhere, _ => SignalKind.TakenElsewhere },
                words.ElementAtOrDefault(3),
                TimeSpan.FromSeconds(kind.Length > 1 ? int.Parse(kind[1], null) : 0))
            : throw new ArgumentException(story)),
    ];

    private static string Write(IReadOnlyList<Incident> incidents) => string.Join("; ", incidents.Select(incident =>
        $"{incident.Region} {Second(incident.Began)} {Second(incident.Restored)} {incident.RestoredBy ?? "-"} {Second(incident.Returned)}"));

    private static string Second(DateTimeOffset? time) => time is { } known ? $"{(known - Noon).TotalSeconds}" : "-";
}
