namespace OrleansFailover.BusinessNumbers.Credentials;

/// <summary>What is known of the token that a business number sends with.</summary>
public enum CredentialState
{
    /// <summary>It was not used yet, or the channel could not be asked. Says nothing against it.</summary>
    Unknown = 0,

    /// <summary>The channel took it the last time it was used or probed.</summary>
    Accepted = 1,

    /// <summary>The channel refused it the last time it was used or probed.</summary>
    Rejected = 2,

    /// <summary>There is none.</summary>
    Missing = 3,
}
