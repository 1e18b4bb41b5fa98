using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Sealing.Envelope;
using OrleansFailover.Residency.Sealing.Keys;

namespace OrleansFailover.Residency.Sealing.ConversationKeys;

/// <inheritdoc cref="IConversationKeys"/>
internal sealed class ConversationKeyRegistry(
    KeyRing ring, ZoneOpener zones, ISealer sealer, IConversationKeyStore store, TimeProvider time, ResidencyMetrics metrics, ILogger<ConversationKeyRegistry> logger)
    : IConversationKeys
{
    // Two regions that change one conversation's key at once are rare; more than a few rounds mean that something else is wrong.
    private const int MaxRounds = 16;

    public async Task<ConversationPublicKey?> EnsureAsync(string zone, ConversationId conversation, CancellationToken cancellationToken)
    {
        CheckHome(zone);
        for (var round = 0; round < MaxRounds; round++)
        {
            var stored = await store.ReadAsync(zone, conversation, cancellationToken);
            if (stored?.Document.Key is { } known)
            {
                return UsableHalf(known);
            }

            var made = Make(zone, conversation);
            if (await store.TryWriteAsync(zone, conversation, ConversationKeyDocument.Of(made, stored?.Document.ForgottenAt), stored?.ETag, cancellationToken))
            {
                return made.PublicHalf();
            }
        }

        throw Contended(conversation);
    }

    public async Task<ConversationPublicKey?> FindAsync(string zone, ConversationId conversation, CancellationToken cancellationToken)
    {
        CheckHome(zone);
        return (await store.ReadAsync(zone, conversation, cancellationToken))?.Document.Key is { } key ? UsableHalf(key) : null;
    }

    public async Task<ForgetOutcome> ForgetAsync(string zone, ConversationId conversation, CancellationToken cancellationToken)
    {
        CheckHome(zone);
        for (var round = 0; round < MaxRounds; round++)
        {
            var stored = await store.ReadAsync(zone, conversation, cancellationToken);
            var at = Math.Max(stored?.Document.ForgottenAt ?? 0, time.GetUtcNow().ToUnixTimeMilliseconds());
            if (await store.TryWriteAsync(zone, conversation, ConversationKeyDocument.Of(Make(zone, conversation), at), stored?.ETag, cancellationToken))
            {
                metrics.Forgotten();
                logger.Forgotten(conversation, zone);
                return stored?.Document.Key is null ? ForgetOutcome.NoKey : ForgetOutcome.KeyDestroyed;
            }
        }

        throw Contended(conversation);
    }

    public async Task<RewrapResult> RewrapAsync(string zone, CancellationToken cancellationToken)
    {
        CheckHome(zone);
        var target = ring.CurrentOf(zone).Id;
        var (rewrapped, current, left) = (0, 0, 0);
        await foreach (var conversation in store.ConversationsAsync(zone, cancellationToken))
        {
            var stored = await store.ReadAsync(zone, conversation, cancellationToken);
            if (stored?.Document.Key is not { } key)
            {
                continue;
            }

            if (key.SealedWith() == target)
            {
                current++;
            }
            else if (await TryRewrapAsync(zone, conversation, stored, key, cancellationToken))
            {
                rewrapped++;
            }
            else
            {
                left++;
            }
        }

        logger.Rewrapped(zone, rewrapped, current, left);
        return new(rewrapped, current, left);
    }

    private async Task<bool> TryRewrapAsync(string zone, ConversationId conversation, StoredConversationKey stored, ConversationKey key, CancellationToken cancellationToken)
    {
        using var privateHalf = await zones.OpenKeyAsync(zone, conversation, key, cancellationToken);
        if (privateHalf.Outcome is not OpenOutcome.Opened)
        {
            return false;
        }

        var piece = sealer.Seal(SealContext.OfKey(zone, conversation, key.PublicHalf()!.Id), privateHalf.Content);
        return await store.TryWriteAsync(zone, conversation, stored.Document with { Key = key with { PrivateHalf = piece } }, stored.ETag, cancellationToken);
    }

    private ConversationPublicKey? UsableHalf(ConversationKey key) =>
        key.SealedWith() is { } with && ring.Find(with)?.Use is not ZoneKeyUse.Retired ? key.PublicHalf() : null;

    private ConversationKey Make(string zone, ConversationId conversation)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var parameters = pair.ExportParameters(includePrivateParameters: true);
        try
        {
            var publicHalf = ConversationPublicKey.TryOf(Hpke.PointOf(parameters))!;
            return new(conversation.Key, publicHalf.ToString(), sealer.Seal(SealContext.OfKey(zone, conversation, publicHalf.Id), parameters.D));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    private void CheckHome(string zone)
    {
        if (!ring.IsHome(zone))
        {
            throw new ArgumentException($"This region is not home to the zone '{zone}': the keys of its conversations are not here.", nameof(zone));
        }
    }

    private static ConversationKeyStoreException Contended(ConversationId conversation) =>
        new($"The key of {conversation} changed {MaxRounds} times while it was to be changed here. Try again.");
}
