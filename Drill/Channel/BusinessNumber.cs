namespace OrleansFailover.Drill.Channel;

/// <summary>The business number that customers write to.</summary>
/// <param name="AccountId">The business account, <c>entry[].id</c>.</param>
/// <param name="PhoneNumberId">Its id, in metadata and in the path of sends.</param>
/// <param name="Display">The number as people read it.</param>
public sealed record BusinessNumber(string AccountId, string PhoneNumberId, string Display)
{
    /// <summary>The number of the drills.</summary>
    public static BusinessNumber Default { get; } = new("102290129340398", "106540352242922", "15550783881");
}
