namespace OrleansFailover.Grains.Interfaces.Tests.Regional;

/// <summary>What the model does wrong on purpose.</summary>
internal enum Mutant
{
    None,

    /// <summary>A region counts on under one name, so that a counter that was lost is given out again.</summary>
    SameWriterForEver,

    /// <summary>A stale activation may overwrite the document.</summary>
    NoETag,

    /// <summary>A document that a copy was joined into passes for the copy itself.</summary>
    FoldUnderTheHeadOfTheCopy,
}
