namespace OrleansFailover.Drill.Canaries;

/// <summary>How a canary stands in bytes.</summary>
internal enum CanaryForm
{
    /// <summary>As UTF-8, in capitals or not.</summary>
    AsItIs,

    /// <summary>A number with separators, without its country code, or in other digits.</summary>
    Digits,

    /// <summary>As text of JSON, with <c>\u</c> for what is not ASCII.</summary>
    Json,

    /// <summary>Percent-encoded: what needs it, or all of it.</summary>
    Url,

    /// <summary>Base64 or base64url, at any of the three places that a text can have in it.</summary>
    Base64,

    /// <summary>Two hexadecimal digits a byte.</summary>
    Hex,

    /// <summary>As UTF-16.</summary>
    Utf16,
}
