namespace OrleansFailover.Grains.Interfaces.Scripts;

/// <summary>What is said in a region that cannot read what was written, where a script says nothing of its own.</summary>
public static class OutsideTexts
{
    public const string Neutral = "Thank you, your message has arrived.";
    public const string Held = "Thank you, your message has arrived. It is answered a little later.";
}
