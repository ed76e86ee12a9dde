namespace Recto.Browser.Tests;

/// <summary>One page as somebody comes to it.</summary>
/// <param name="Name">What it is called in a finding.</param>
/// <param name="Path">Address on the site.</param>
/// <param name="Status">What it must answer.</param>
/// <param name="Form">Selector of the form that is sent there, and whose answer is looked at; null for the page itself.</param>
/// <param name="Fields">What is typed into the form.</param>
internal sealed record Visit(string Name, string Path, int Status = 200, string? Form = null, params (string Name, string Value)[] Fields)
{
    /// <summary>Whether whoever comes is signed in as an administrator.</summary>
    public bool IsStaff => Path.StartsWith("/desk", StringComparison.Ordinal) || Path == "/account" || Path.StartsWith("/account/api-keys", StringComparison.Ordinal) || Path.StartsWith("/account/recommendations", StringComparison.Ordinal) || IsDraft;

    /// <summary>Whether it is a draft, which only staff see.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Language of the interface.</summary>
    public string Language { get; init; } = "en";
}
