using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Federation;
using Recto.Storage.Lists;

namespace Recto.App.Features.Subscriptions.Libraries;

/// <summary>What the page of an institution shows to its librarian.</summary>
public sealed record LibraryHomeView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its part of addresses.</summary>
    public required string Key { get; init; }

    /// <summary>Whether whoever looks may change networks and people.</summary>
    public required bool MayChange { get; init; }

    /// <summary>A page of what it holds, itself and through others.</summary>
    public required IReadOnlyList<RightRow> Rights { get; init; }

    /// <summary>Where the next page of them begins; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Whether it is the first.</summary>
    public required bool First { get; init; }

    /// <summary>As how they stand.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How many networks it has.</summary>
    public required int Networks { get; init; }

    /// <summary>By what identity providers its people sign in; empty for none.</summary>
    public required IReadOnlyList<InstitutionIdentity> SignIns { get; init; }

    /// <summary>Whether whoever looks may set them up: the desk.</summary>
    public required bool MaySetUp { get; init; }

    /// <summary>Those who look after it.</summary>
    public required IReadOnlyList<InstitutionPerson> People { get; init; }

    /// <summary>Through which others it holds rights.</summary>
    public required IReadOnlyList<string> Through { get; init; }

    /// <summary>Its ROR id; null where it is not known.</summary>
    public string? Ror { get; init; }

    /// <summary>Scheme and host of the site.</summary>
    public required string Site { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}

/// <summary>Institutions that somebody looks after.</summary>
/// <param name="Institutions">By name.</param>
/// <param name="Masthead">Head and foot.</param>
public sealed record LibraryListView(IReadOnlyList<TendedInstitution> Institutions, Masthead Masthead);

/// <summary>Where a librarian begins.</summary>
internal static class LibraryHome
{
    private const int Size = 50;

    /// <summary>Leads to the one institution, or lists them.</summary>
    public static async Task ListAsync(HttpContext context, InstitutionPeopleStore people, Say say, CancellationToken ct)
    {
        if (context.Person() is not { } person)
        {
            DeskDoor.Done(context, $"{DeskDoor.SignIn}?to={Uri.EscapeDataString(LibraryDoor.Address)}");
            return;
        }

        var institutions = await people.ListOfAsync(person.Id, ct);
        if (institutions is [var only])
        {
            context.Response.Redirect($"{LibraryDoor.Address}/{only.Key}");
            return;
        }

        await PageWriter.WriteAsync<LibraryListPage>(context, new LibraryListView(institutions, Head(say["Institutions that you look after"], say)));
    }

    /// <summary>Shows one.</summary>
    public static async Task ShowAsync(HttpContext context, string key, LibraryDoor door, RightStore rights, InstitutionPeopleStore people, InstitutionIdentityStore identities, KnownInstitutions known, SiteOptions site, TimeProvider time, Say say, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, InstitutionRole.Viewer, ct) is not var (institution, role))
        {
            return;
        }

        var (now, after) = (time.GetUtcNow(), Cursor.TryParse(context.Request.Query["after"], out var cursor) ? cursor : (Cursor?)null);
        var page = await rights.ListAsync(new RightFilter { Institutions = institution.WithAncestors }, now, Size, after, ct);
        await PageWriter.WriteAsync<LibraryHomePage>(context, new LibraryHomeView
        {
            Name = institution.Name,
            Key = institution.Key,
            MayChange = role == InstitutionRole.Manager,
            Rights = page.Items,
            Next = page.Next?.ToString(),
            First = after is null,
            Now = now,
            Networks = known.Ranges.Count(range => range.InstitutionId == institution.Id),
            SignIns = await identities.ListOfAsync(institution.Id, ct),
            MaySetUp = DeskRule.May(context.Person(), DeskAct.ManagePeople),
            People = await people.ListAsync(institution.Id, ct),
            Through = [.. institution.WithAncestors.Skip(1).Select(id => known.Find(id)?.Name).OfType<string>()],
            Ror = institution.Ror,
            Site = site.AddressFor(context.Request),
            Masthead = Head(institution.Name, say),
        });
    }

    /// <summary>Head and foot of a page for librarians: nobody is to find it.</summary>
    public static Masthead Head(string title, Say say) => new() { Title = title, IsAccount = true, Language = say.Language };
}
