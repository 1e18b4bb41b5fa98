using System.Text.Json;

namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

// "contacts": [ { "profile": { "name": "Ada", "username"?: "ada" }, "wa_id"?: "491701234567", "user_id"?: "DE.13491208655302741918" } ]
//
// wa_id is absent for a user who hides the phone number, user_id in payloads from before business-scoped ids.

/// <summary>The users that the <c>contacts</c> of one value name: what joins a phone number with a business-scoped user id.</summary>
internal sealed class ContactBook
{
    private static readonly ContactBook Empty = new();

    private Contact? only;
    private Dictionary<string, Contact>? byId;

    /// <summary>The phone number of the only user there is.</summary>
    public string? OnlyPhone => byId is null ? only?.WaId : null;

    public static ContactBook Read(JsonElement value)
    {
        if (!value.TryArray("contacts"u8, out var contacts) || contacts.GetArrayLength() == 0)
        {
            return Empty;
        }

        var book = new ContactBook();
        foreach (var element in contacts.EnumerateArray())
        {
            if (TryRead(element) is { } contact)
            {
                book.Add(contact);
            }
        }

        return book;
    }

    /// <summary>The user with one of the ids; where the event names nobody, the only user there is.</summary>
    public Contact? Find(string? userId, string? phone)
    {
        if (userId is null && phone is null)
        {
            return byId is null ? only : null;
        }

        if (byId is not null)
        {
            return (userId is not null ? byId.GetValueOrDefault(userId) : null) ?? (phone is not null ? byId.GetValueOrDefault(phone) : null);
        }

        return only is not null && ((userId is not null && only.UserId == userId) || (phone is not null && only.WaId == phone)) ? only : null;
    }

    private static Contact? TryRead(JsonElement element)
    {
        try
        {
            return new Contact(
                element.Text("wa_id"u8),
                element.Text("user_id"u8),
                element.TryObject("profile"u8, out var profile) ? profile.Text("name"u8) : null);
        }
        catch (InvalidOperationException)
        {
            // A contact whose text is broken takes no event with it: the events name their users themselves in most payloads.
            return null;
        }
    }

    private void Add(Contact contact)
    {
        if (only is null)
        {
            only = contact;
            return;
        }

        if (byId is null)
        {
            byId = new(StringComparer.Ordinal);
            Index(only);
        }

        Index(contact);
    }

    private void Index(Contact contact)
    {
        if (contact.WaId is not null)
        {
            byId!.TryAdd(contact.WaId, contact);
        }

        if (contact.UserId is not null)
        {
            byId!.TryAdd(contact.UserId, contact);
        }
    }
}
