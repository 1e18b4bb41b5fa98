namespace OrleansFailover.Simulation.Channel;

/// <summary>What one customer is like.</summary>
/// <param name="Arrival">When the customer writes first.</param>
/// <param name="IsPatient">Never writes again before an answer came: what was acked must be answered by itself.</param>
/// <param name="SendsTwoAt">The question after whose answer a second message follows at once, or null.</param>
/// <param name="CorrectsAt">The question at which the answer before is taken back, or null.</param>
/// <param name="RestsAt">The question that is answered only after a long while, or null.</param>
/// <param name="RestsTwice">The question after it, too.</param>
internal sealed record CustomerTraits(
    int Index, TimeSpan Arrival, bool IsPatient, int? SendsTwoAt = null, int? CorrectsAt = null, int? RestsAt = null, bool RestsTwice = false)
{
    public bool Rests(int question) => question == RestsAt || (RestsTwice && question == RestsAt + 1);
}
