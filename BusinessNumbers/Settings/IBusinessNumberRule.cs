namespace OrleansFailover.BusinessNumbers.Settings;

/// <summary>A rule that only some host can check, such as whether a script exists. Asked at start and at every reload.</summary>
public interface IBusinessNumberRule
{
    /// <summary>What is wrong; empty when nothing is. No text holds a secret.</summary>
    IEnumerable<string> Check(BusinessNumbersOptions options);
}
