using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState;

/// <summary>What the values mean to each other.</summary>
internal sealed class RegionOptionsRelationsValidator : IValidateOptions<RegionOptions>
{
    public ValidateOptionsResult Validate(string? name, RegionOptions options)
    {
        var errors = new List<string>();
        var names = options.All.Select(region => region.Name).ToArray();
        if (!names.Contains(options.Current))
        {
            errors.Add($"Current ('{options.Current}') must be one of All ({string.Join(", ", names)}).");
        }

        errors.AddRange(names.GroupBy(region => region).Where(group => group.Count() > 1).Select(group => $"All names the region '{group.Key}' {group.Count()} times."));
        errors.AddRange(options.All.Where(region => !IsConnectionString(region.Redis)).Select(region => $"The Redis of region '{region.Name}' is no StackExchange.Redis connection string with an endpoint."));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsConnectionString(string value)
    {
        try
        {
            return ConfigurationOptions.Parse(value).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
