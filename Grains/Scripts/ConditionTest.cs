namespace OrleansFailover.Grains.Scripts;

/// <summary>How a condition looks at an answer.</summary>
internal enum ConditionTest
{
    /// <summary>It is one of the values (<c>equals</c>, <c>in</c>).</summary>
    In,

    /// <summary>It is none of the values, or there is none (<c>not</c>).</summary>
    NotIn,

    /// <summary>There is one (<c>"exists": true</c>).</summary>
    Exists,

    /// <summary>There is none (<c>"exists": false</c>).</summary>
    Missing,
}
