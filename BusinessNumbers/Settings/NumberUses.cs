namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>What this host does with business numbers; parts of it add to it when they are registered.</summary>
internal sealed class NumberUses
{
    private NumberUse uses;

    public void Add(NumberUse use) => uses |= use;

    public bool Has(NumberUse use) => uses.HasFlag(use);
}
