using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.Access.Tests.Support;

/// <summary>
/// A program as it is, from its own <c>Program.cs</c>, that listens nowhere and talks to nobody: of its background services none is started but the web host.
/// </summary>
/// <typeparam name="T">A type of the program's assembly.</typeparam>
/// <param name="settings">The settings, as environment variables are named.</param>
internal sealed class ProgramHost<T>(IReadOnlyDictionary<string, string> settings) : WebApplicationFactory<T>
    where T : class
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name.Replace("__", ":", StringComparison.Ordinal), value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            foreach (var service in services.Where(service => service.ServiceType == typeof(IHostedService) && !IsWebHost(service)).ToList())
            {
                services.Remove(service);
            }
        });
    }

    private static bool IsWebHost(ServiceDescriptor service) => service is { IsKeyedService: false, ImplementationType.Name: "GenericWebHostService" };
}
