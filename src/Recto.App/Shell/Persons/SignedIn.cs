using System.Collections.Frozen;
using System.Security.Claims;
using Recto.Journals.Access;
using Recto.Journals.Desk;

namespace Recto.App.Shell.Persons;

/// <summary>Who sends a request, told by the claims of the sign-in.</summary>
internal static class SignedIn
{
    /// <summary>The claim of a grant: <c>administrator</c>, <c>editor/{journal id}</c>, <c>copyEditor</c>, <c>copyEditor/{journal id}</c>.</summary>
    public const string GrantClaim = "recto:grant";

    /// <summary>The claim of the account's stamp at the sign-in: a sign-in ends when the account has another.</summary>
    public const string StampClaim = "recto:stamp";

    /// <summary>The claim of the sign-in's own id: it ends when its owner ends it.</summary>
    public const string SessionClaim = "recto:session";

    private static readonly object Known = new();
    private static readonly object Asking = new();

    /// <summary>The person who is signed in; null for anybody else.</summary>
    public static DeskPerson? Person(this HttpContext context)
    {
        if (context.Items.TryGetValue(Known, out var known))
        {
            return (DeskPerson?)known;
        }

        var person = context.User.Identity?.IsAuthenticated == true ? Of(context.User) : null;
        context.Items[Known] = person;
        return person;
    }

    /// <summary>The sign-in by which they are here; null for nobody.</summary>
    public static Guid? Session(this HttpContext context) => Guid.TryParseExact(context.User.FindFirstValue(SessionClaim), "N", out var id) ? id : null;

    /// <summary>Whether whoever asks says that they are not to be followed.</summary>
    public static bool IsUnfollowed(this HttpContext context) => context.Request.Headers["DNT"] == "1" || context.Request.Headers["Sec-GPC"] == "1";

    /// <summary>Who asks, and when, for the rule of access: all of a request is asked by the same person at the same instant. What they hold is known once <see cref="ReaderDoor"/> is passed.</summary>
    public static Asker Reader(this HttpContext context) => context.Items.TryGetValue(Asking, out var asker) ? (Asker)asker! : context.Know([], isCrawler: false);

    /// <summary>Anybody, at the instant of the request.</summary>
    public static Asker Anybody(this HttpContext context) => Asker.Anybody(context.Reader().At);

    /// <summary>Says what the reader holds; once a request, before anything is decided.</summary>
    internal static Asker Know(this HttpContext context, IReadOnlyList<HeldRight> rights, bool isCrawler)
    {
        var person = context.Person() is { HasPlace: true } known ? known : null;
        var asker = new Asker(person is null && rights.Count == 0 && !isCrawler ? AccessReader.Anybody : new AccessReader
        {
            IsAdministrator = person is not null && (person.IsAdministrator || person.Journals is null),
            StaffOf = person?.Journals ?? FrozenSet<Guid>.Empty,
            Rights = rights,
            IsCrawler = isCrawler,
        }, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        context.Items[Asking] = asker;
        return asker;
    }

    /// <summary>A grant as a claim says it.</summary>
    public static string Write(DeskGrant grant)
    {
        var role = grant.Role switch { DeskRole.Administrator => "administrator", DeskRole.Editor => "editor", _ => "copyEditor" };
        return grant.JournalId is { } journal ? $"{role}/{journal:N}" : role;
    }

    /// <summary>Reads what <see cref="Write"/> writes; null for anything else.</summary>
    public static DeskGrant? ReadGrant(string claim)
    {
        var parts = claim.Split('/');
        DeskRole? role = parts[0] switch { "administrator" => DeskRole.Administrator, "editor" => DeskRole.Editor, "copyEditor" => DeskRole.CopyEditor, _ => null };
        return (role, parts) switch
        {
            ({ } known, [_]) => new DeskGrant(known, null),
            ({ } known, [_, var id]) when Guid.TryParseExact(id, "N", out var journal) => new DeskGrant(known, journal),
            _ => null,
        };
    }

    private static DeskPerson? Of(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        ? new DeskPerson(id, user.FindFirstValue(ClaimTypes.Name) ?? "", user.FindFirstValue(ClaimTypes.Email) ?? "",
            [.. user.FindAll(GrantClaim).Select(claim => ReadGrant(claim.Value)).OfType<DeskGrant>()])
        : null;
}
