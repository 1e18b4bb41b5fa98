using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.ClientCertificates;

/// <summary>The rules between the options, and the file that they name.</summary>
internal sealed class ClientCertificateOptionsCrossValidator : IValidateOptions<ClientCertificateOptions>
{
    public ValidateOptionsResult Validate(string? name, ClientCertificateOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach (var proxy in options.TrustedProxies.Where(proxy => !TrustedNetworks.IsOne(proxy)))
        {
            result.AddError($"TrustedProxies has '{proxy}', which is neither an address nor a network like 10.1.0.0/16.");
        }

        if (options.Required)
        {
            CheckAuthorities(options.AuthoritiesFile, result);
        }

        if (options.ForwardedHeader.Length > 0 && options.TrustedProxies.Count == 0)
        {
            result.AddError($"ForwardedHeader ({options.ForwardedHeader}) needs TrustedProxies: without an address that may set it, it is refused from everybody.");
        }

        return result.Build();
    }

    private static void CheckAuthorities(string? file, ValidateOptionsResultBuilder result)
    {
        if (string.IsNullOrEmpty(file))
        {
            result.AddError("AuthoritiesFile is missing; Required needs it.");
            return;
        }

        try
        {
            if (CertificateAuthorities.Load(file).Count == 0)
            {
                result.AddError($"AuthoritiesFile ({file}) holds no certificate.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            result.AddError($"AuthoritiesFile ({file}) cannot be read: {exception.Message}");
        }
    }
}
