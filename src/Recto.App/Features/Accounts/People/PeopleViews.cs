using Recto.App.Shell.Forms;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;
using Recto.Storage.Issues;

namespace Recto.App.Features.Accounts.People;

/// <summary>What the list of people shows.</summary>
public sealed record PeopleView
{
    /// <summary>Who looks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>The people of this page.</summary>
    public required IReadOnlyList<PersonLine> People { get; init; }

    /// <summary>What is sought.</summary>
    public required FormValues Filter { get; init; }

    /// <summary>Address of the list, with what is sought.</summary>
    public required string Address { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Whether this is the first page.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Where mails go, where that is worth saying; else null.</summary>
    public string? MailWords { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }
}

/// <summary>A person in the list.</summary>
/// <param name="Account">Who.</param>
/// <param name="Roles">What they may do, in words.</param>
/// <param name="State">Since when they have not been here, in words.</param>
public sealed record PersonLine(Account Account, IReadOnlyList<string> Roles, string State);

/// <summary>What the page of one person shows, or of somebody who is to be invited.</summary>
public sealed record PersonView
{
    /// <summary>Who looks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>Whom; null for somebody who is to be invited.</summary>
    public Account? Account { get; init; }

    /// <summary>When they were last here, in words.</summary>
    public string? State { get; init; }

    /// <summary>The journals of the site.</summary>
    public required IReadOnlyList<JournalListRow> Journals { get; init; }

    /// <summary>What was typed and what is wrong with it.</summary>
    public required FormValues Form { get; init; }

    /// <summary>As somebody else has left it meanwhile, in words; null where nobody has.</summary>
    public IReadOnlyList<string>? Theirs { get; init; }

    /// <summary>A link to hand over by other means than mail; null for none.</summary>
    public string? Link { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }
}
