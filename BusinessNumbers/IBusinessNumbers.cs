using OrleansFailover.BusinessNumbers.Table;

namespace OrleansFailover.BusinessNumbers;

/// <summary>The business numbers as they are configured now. Safe for concurrent use.</summary>
public interface IBusinessNumbers
{
    /// <summary>One consistent picture. Take it once for a piece of work, so that a reload does not change it halfway.</summary>
    BusinessNumberTable Current { get; }

    /// <summary>Calls back after every change, with the new table, until the answer is disposed. What the callback throws is logged.</summary>
    IDisposable OnChange(Action<BusinessNumberTable> listener);
}
