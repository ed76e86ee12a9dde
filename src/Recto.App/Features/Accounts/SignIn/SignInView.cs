using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Persons;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>What the sign-in page shows.</summary>
public sealed record SignInView
{
    /// <summary>What was typed and what is wrong with it.</summary>
    public required FormValues Form { get; init; }

    /// <summary>Whereto afterwards; null for the desk or the account.</summary>
    public string? To { get; init; }

    /// <summary>Address that a link was asked for; null before.</summary>
    public string? Asked { get; init; }

    /// <summary>Whether the last mail of the site could not be sent.</summary>
    public bool MailIsAway { get; init; }

    /// <summary>Whether mails go into a folder of the server.</summary>
    public bool MailIsKept { get; init; }

    /// <summary>Other sites by which one can sign in; empty for none.</summary>
    public IReadOnlyList<PersonProvider> Providers { get; init; } = [];

    /// <summary>Whether the fault is one of the password, whose form then stands open.</summary>
    public bool ByPassword { get; init; }

    /// <summary>What else is to be said; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}

/// <summary>What the page of a link shows.</summary>
public sealed record LinkView
{
    /// <summary>The key of the link; null where it is not good.</summary>
    public string? Key { get; init; }

    /// <summary>Whom it signs in, as shown.</summary>
    public string? Name { get; init; }

    /// <summary>Their address.</summary>
    public string? Email { get; init; }

    /// <summary>Whereto afterwards; null for the desk or the account.</summary>
    public string? To { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}

/// <summary>What the page of the first account shows.</summary>
public sealed record FirstView
{
    /// <summary>The key of the link.</summary>
    public required string Key { get; init; }

    /// <summary>What was typed and what is wrong with it.</summary>
    public required FormValues Form { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}
