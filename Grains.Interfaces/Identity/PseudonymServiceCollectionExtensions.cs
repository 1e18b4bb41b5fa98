using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansFailover.Grains.Interfaces.Identity;

/// <summary>Sets the key of this process's pseudonyms.</summary>
public static class PseudonymServiceCollectionExtensions
{
    /// <summary>
    /// Takes the key from <c>Privacy:PseudonymKey</c> (any text of at least 16 bytes in UTF-8, a secret, the same in every region). Without it
    /// the process draws a key of its own, and its pseudonyms match no other process's.
    /// </summary>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public static IServiceCollection AddPseudonyms(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Privacy:PseudonymKey"] is { Length: > 0 } key)
        {
            Pseudonym.UseKey(Encoding.UTF8.GetBytes(key));
        }

        return services;
    }
}
