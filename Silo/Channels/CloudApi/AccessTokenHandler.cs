using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Secrets;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.Silo.Channels.CloudApi.Wire;

namespace OrleansFailover.Silo.Channels.CloudApi;

/// <summary>
/// Puts the access token of the business number on every request to the channel, and remembers what the channel says of it. A token that is refused
/// while a newer one is configured, or comes when the sources are read again, is replaced and the request sent once more: a refused one did nothing.
/// </summary>
internal sealed class AccessTokenHandler(
    IBusinessNumbers numbers, CredentialBoard board, ISecretRefresh secrets, NumbersMetrics metrics, ILogger<AccessTokenHandler> logger) : DelegatingHandler
{
    /// <summary>The channel's id of the number that a request is for.</summary>
    public static readonly HttpRequestOptionsKey<string> BusinessNumber = new("business-number");

    // An error of the channel has a few hundred bytes.
    private const int MaxErrorBytes = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = request.Options.TryGetValue(BusinessNumber, out var id) ? id : throw new InvalidOperationException("A request to the channel names no business number.");
        var credential = CredentialOf(number);
        var response = await SendAsync(request, credential, cancellationToken);
        if (await RefusalAsync(response, cancellationToken) is not { } code)
        {
            Accept(credential, response);
            return response;
        }

        var newer = await NewerThanAsync(credential, number, cancellationToken);
        metrics.TokenRefused(credential.Name, newer is not null);
        if (newer is null)
        {
            board.Record(credential, CredentialState.Rejected, code);
            return response;
        }

        logger.TokenReplaced(credential.Name, code, credential.Token!.Fingerprint, newer.Token!.Fingerprint);
        response.Dispose();
        response = await SendAsync(request, newer, cancellationToken);
        if (await RefusalAsync(response, cancellationToken) is { } again)
        {
            board.Record(newer, CredentialState.Rejected, again);
        }
        else
        {
            Accept(newer, response);
        }

        return response;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, NumberCredential credential, CancellationToken cancellationToken)
    {
        if (credential.Token is null)
        {
            board.Record(credential, CredentialState.Missing);
            throw new HttpRequestException(HttpRequestError.UserAuthenticationError, $"There is no access token for the business number {credential.Name}.");
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential.Token.Value);
        return await base.SendAsync(request, cancellationToken);
    }

    private void Accept(NumberCredential credential, HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            board.Record(credential, CredentialState.Accepted);
        }
    }

    private async Task<NumberCredential?> NewerThanAsync(NumberCredential used, string number, CancellationToken cancellationToken)
    {
        var current = CredentialOf(number);
        if (current.Token == used.Token)
        {
            await secrets.RefreshAsync(cancellationToken);
            current = CredentialOf(number);
        }

        return current.Token is not null && current.Token != used.Token ? current : null;
    }

    /// <summary>The code with which the token was refused; null when it was not.</summary>
    private static async Task<string?> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
        {
            return null;
        }

        // Kept in the response, so that whoever sent the request reads it too.
        await response.Content.LoadIntoBufferAsync(MaxErrorBytes, cancellationToken);
        var error = SendResponse.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)).Error;
        return TokenRefusal.Is(response.StatusCode, error?.Code)
            ? error?.Code?.ToString(CultureInfo.InvariantCulture) ?? string.Create(CultureInfo.InvariantCulture, $"http-{(int)response.StatusCode}")
            : null;
    }

    private NumberCredential CredentialOf(string number) => numbers.Current.CredentialOf(BusinessNumbers.Settings.ChannelNames.WhatsApp, number);
}
