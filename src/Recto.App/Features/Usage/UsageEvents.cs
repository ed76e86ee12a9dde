using System.Net;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.Usage;
using Recto.Notes.Text;

namespace Recto.App.Features.Usage;

/// <summary>Makes events of what was seen, under the salts of their days. Keys of readers are remembered for as long as their day lasts: most come more than once.</summary>
internal sealed class UsageEvents
{
    private const int MostRemembered = 50_000;
    private const int LongestPart = 200;

    private readonly Dictionary<(DateOnly Day, IPAddress Address, string Agent), UserKey> _remembered = [];

    /// <summary>The events of what was seen: two for a wall, else one.</summary>
    /// <param name="seen">It.</param>
    /// <param name="user">Whose it was.</param>
    /// <param name="salt">The salt of its day.</param>
    /// <param name="hasIssues">Whether the journal has issues: then what stands in none is in press.</param>
    /// <param name="lists">What the lists beside it held; null for none.</param>
    /// <param name="cameBy">The line of a list that led to it; null for none.</param>
    public static IEnumerable<UsageEvent> Of(UsageSeen seen, UserKey user, byte[] salt, Func<Guid, bool> hasIssues, ShownLists? lists, ListLine? cameBy)
    {
        var (mark, terms) = (seen.Mark, seen.Mark.Terms);
        var happened = new UsageEvent
        {
            At = seen.At,
            Kind = mark.What switch
            {
                UsageAct.Gave => UsageKind.Request,
                UsageAct.Showed => UsageKind.Investigation,
                UsageAct.Searched => UsageKind.Search,
                _ => UsageKind.NoLicense,
            },
            User = user,
            Session = seen is { IsUnfollowed: false, Session: { } session } ? UserKey.OfCookie(salt, session.ToString("N")) : null,
            Form = terms is null ? null : mark.Form,
            Part = mark.Part is { } part ? BoundedText.Cut(part, LongestPart) : null,
            ArticleId = terms?.ArticleId,
            JournalId = terms?.JournalId,
            YearOfPublication = terms is null ? null : YearOfPublication.Of(terms.Year, terms.IssueId is null && hasIssues(terms.JournalId)),
            AccessType = terms is null ? null : AccessTypes.Of(Asker.Anybody(seen.At).Decide(terms)), // What the article was then, for anybody.
            Method = mark.Method,
            Institutions = Institutions(seen),
            MakesPairs = seen is { IsUnfollowed: false, Account: null } && mark.Method == AccessMethod.Regular,
        };
        if (mark.What == UsageAct.Walled)
        {
            yield return happened;
            yield return happened with { Kind = UsageKind.Investigation, Form = UsageForm.Record, Lists = lists, CameBy = cameBy };
        }
        else
        {
            yield return happened with { Lists = lists, CameBy = cameBy };
        }
    }

    /// <summary>Whose it was, under the salt of a day.</summary>
    public UserKey UserOf(UsageSeen seen, DateOnly day, byte[] salt)
    {
        if (seen.IsUnfollowed)
        {
            return UserKey.OfNobody(salt, Institutions(seen));
        }

        if (seen.Account is { } account)
        {
            return UserKey.OfAccount(salt, account);
        }

        var reader = (day, seen.Address ?? IPAddress.None, seen.Agent);
        if (!_remembered.TryGetValue(reader, out var key))
        {
            if (_remembered.Count >= MostRemembered)
            {
                _remembered.Clear();
            }

            key = _remembered[reader] = UserKey.OfAddress(salt, reader.Item2, seen.Agent);
        }

        return key;
    }

    /// <summary>Forgets the readers of the days before that one.</summary>
    public void Forget(DateOnly before)
    {
        foreach (var reader in _remembered.Keys.Where(reader => reader.Day < before).ToList())
        {
            _remembered.Remove(reader);
        }
    }

    private static Guid[] Institutions(UsageSeen seen) => seen.Institutions.IsDefaultOrEmpty ? [] : [.. seen.Institutions.SelectMany(institution => institution.WithAncestors).Distinct()];
}
