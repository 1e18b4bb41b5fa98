namespace OrleansFailover.Drill.Phone;

/// <summary>Something that a page shows.</summary>
/// <param name="Kind"><c>message</c>, <c>tick</c> or <c>regions</c>.</param>
/// <param name="Data">What the page gets as JSON.</param>
internal sealed record PhoneEvent(string Kind, object Data);
