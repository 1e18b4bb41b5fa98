using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.Grains.Scripts;
using OrleansFailover.Grains.Scripts.Loading;

namespace OrleansFailover.Silo.Scripts;

/// <summary>Every script that a business number names exists. The scripts' own errors are told with those of the numbers.</summary>
internal sealed class ScriptsOfNumbers(Lazy<IScriptCatalog> catalog) : IBusinessNumberRule
{
    public IEnumerable<string> Check(BusinessNumbersOptions options)
    {
        IReadOnlyList<string> names;
        try
        {
            names = catalog.Value.Names;
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
        catch (InvalidScriptException exception)
        {
            return [exception.Message];
        }

        return options.Numbers.Where(number => !string.IsNullOrEmpty(number.Value.Script) && !names.Contains(number.Value.Script))
            .Select(number => $"{BusinessNumbersOptions.Section}:Numbers:{number.Key}:Script names the script '{number.Value.Script}', which does not exist; the scripts are {string.Join(", ", names)}.");
    }
}
