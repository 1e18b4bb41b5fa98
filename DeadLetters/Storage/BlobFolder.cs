using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace OrleansFailover.DeadLetters.Storage;

/// <summary>Records as blobs of one container. Each is created only where there is none, so that nobody ever writes over one.</summary>
internal sealed class BlobFolder(BlobContainerClient container) : IRecordFolder
{
    public string Name => container.Uri.GetLeftPart(UriPartial.Path);

    /// <summary>The container of the options, with the given credential, or the process's own identity.</summary>
    public static BlobFolder Create(DeadLetterBlobOptions options, TokenCredential? credential)
    {
        var client = new BlobClientOptions();
        client.Retry.MaxRetries = options.MaxRetries;
        client.Retry.NetworkTimeout = options.RequestTimeout;
        client.Retry.Delay = TimeSpan.FromMilliseconds(100);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        var service = options.ServiceUri is { } uri
            ? new BlobServiceClient(uri, credential ?? new DefaultAzureCredential(), client)
            : new BlobServiceClient(options.ConnectionString, client);
        return new(service.GetBlobContainerClient(options.Container));
    }

    public async Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            return await UploadAsync(name, content, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (IsMissing(exception, BlobErrorCode.ContainerNotFound))
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return await UploadAsync(name, content, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return answer.Value.Content.ToArray();
        }
        catch (RequestFailedException exception) when (IsMissing(exception, BlobErrorCode.BlobNotFound, BlobErrorCode.ContainerNotFound))
        {
            return null;
        }
    }

    public async IAsyncEnumerable<string> NamesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = container.GetBlobsAsync(cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await blobs.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (RequestFailedException exception) when (IsMissing(exception, BlobErrorCode.ContainerNotFound))
            {
                // Made with the first letter.
                yield break;
            }

            yield return blobs.Current.Name;
        }
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        await container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken).ConfigureAwait(false);

    public bool IsStorageError(Exception exception) =>
        exception is RequestFailedException or AuthenticationFailedException or AggregateException or IOException;

    private async Task<bool> UploadAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            await container.GetBlobClient(name).UploadAsync(
                new BinaryData(content),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException exception) when (
            exception.ErrorCode == BlobErrorCode.BlobAlreadyExists || exception.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }

    private static bool IsMissing(RequestFailedException exception, params BlobErrorCode[] codes) => codes.Any(code => exception.ErrorCode == code);
}
