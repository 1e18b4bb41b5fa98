namespace OrleansFailover.Micro.Guard;

/// <summary>What a count says beside its baseline.</summary>
internal enum AllocationVerdict
{
    /// <summary>As much as before, give or take the tolerance.</summary>
    Same,

    /// <summary>More than before: something was added.</summary>
    More,

    /// <summary>Less than before: the baseline is to be lowered, or it would hide what is added later.</summary>
    Less,

    /// <summary>The baseline does not name it.</summary>
    Unknown,
}
