using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Own;

/// <summary>What somebody sees of their own account.</summary>
public sealed record OwnView
{
    /// <summary>The account.</summary>
    public required Account Account { get; init; }

    /// <summary>Its passkeys.</summary>
    public required IReadOnlyList<PasskeyLine> Passkeys { get; init; }

    /// <summary>Where it is signed in, the latest used first.</summary>
    public required IReadOnlyList<SessionLine> Sessions { get; init; }

    /// <summary>What it may do, in words.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>What was typed and what is wrong with it.</summary>
    public required FormValues Form { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}

/// <summary>A sign-in in the list.</summary>
/// <param name="Id">Its id as it stands in a form.</param>
/// <param name="Browser">The browser, as shown.</param>
/// <param name="Told">How and when it began and was last used, as shown.</param>
/// <param name="IsThis">Whether it is the one by which the page was asked for.</param>
public sealed record SessionLine(string Id, string Browser, string Told, bool IsThis);

/// <summary>A passkey in the list.</summary>
/// <param name="Id">Its id as it stands in a form.</param>
/// <param name="Name">Its name.</param>
/// <param name="Added">When it was added, as shown.</param>
/// <param name="IsBackedUp">Whether it is on other devices too.</param>
public sealed record PasskeyLine(string Id, string Name, string Added, bool IsBackedUp);
