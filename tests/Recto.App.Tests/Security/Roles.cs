using Recto.Journals.Desk;

namespace Recto.App.Tests.Security;

/// <summary>Somebody who sends requests. A new kind of sign-in adds a line to <see cref="All"/> and its letter to the lines of <see cref="RouteTable"/>.</summary>
/// <param name="Letter">Its letter in the table.</param>
/// <param name="Name">Its name in a failure.</param>
/// <param name="Header">The header by which the site knows them; null for a stranger.</param>
internal sealed record Role(char Letter, string Name, Func<SecuritySite, (string Name, string Value)?> Header)
{
    /// <summary>Everybody, the least trusted first.</summary>
    public static IReadOnlyList<Role> All { get; } =
    [
        new('s', "a stranger", _ => null),
        new('b', "a buyer without an account", site => site.Buyer),
        new('p', "somebody signed in without a place", site => site.Site.SignedIn()),
        new('l', "a librarian", site => site.Librarian()),
        new('o', "an editor of another journal", site => site.Site.SignedIn(new DeskGrant(DeskRole.Editor, site.OtherJournalId))),
        new('c', "a copy editor", site => site.Site.SignedIn(new DeskGrant(DeskRole.CopyEditor, site.JournalId))),
        new('e', "an editor", site => site.Site.SignedIn(new DeskGrant(DeskRole.Editor, site.JournalId))),
        new('a', "an administrator", site => site.Site.Administrator()),
    ];

    public override string ToString() => Name;
}
