using Microsoft.Net.Http.Headers;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.Usage;
using Recto.Storage.Articles;

namespace Recto.App.Features.Api;

/// <summary>What stands before everything that belongs to an article.</summary>
internal static class ArticleDoor
{
    /// <summary>The article, of which whoever asks may have that: anybody, or who comes through an institution, or with a cookie, that gives a right. What only a right opens is kept by no shared cache, and read by no page of another site.</summary>
    /// <exception cref="ApiRefusedException">It moved, is closed, was withdrawn, or is not there.</exception>
    public static async Task<(ArticleAccessRow Row, AccessDecision Decision)> OpenAsync(ApiRequest request, Func<AccessDecision, bool> what, UsageForm form, CancellationToken ct)
    {
        var slug = request.Part("slug");
        var row = await request.Get<ArticleStore>().FindAccessAsync(slug, ct) ?? throw await MissingAsync(request, slug, ct);
        var decision = Telling.Decide(request, row.Terms);
        if (!what(decision) && what(Held(request, row.Terms)))
        {
            request.Context.Response.Headers.CacheControl = "private, no-store";
            request.Context.Response.Headers.Remove(HeaderNames.AccessControlAllowOrigin); // A page elsewhere could read with the address of whoever looks at it.
            Count(request, row.Terms, Held(request, row.Terms), form);
            return (row, Held(request, row.Terms));
        }

        Count(request, row.Terms, decision, form, isRefused: !what(decision));
        return what(decision) ? (row, decision) : throw (decision.Record
            ? new ApiRefusedException(Problems.Of(StatusCodes.Status403Forbidden, null) with { Detail = $"This is not open to everybody ({(decision.Reason == AccessReason.Closed ? "the article is open to subscribers" : "closed")}); the record of the article says what is. A key opens nothing." })
            : Refused(row.IsWithdrawn, row.Tombstone));
    }

    /// <summary>Counts what a program read. With leave to mine it is text and data mining; where the right is reserved, a program without a right is a robot, and no use.</summary>
    public static void Count(ApiRequest request, AccessTerms terms, AccessDecision decision, UsageForm form, bool isRefused = false)
    {
        var (context, part) = (request.Context, form == UsageForm.Note && request.Names.Contains("note") ? request.Part("note") : null);
        var isReserved = MiningRule.IsReserved(request.Get<JournalFaces>().Find(terms.JournalId)?.ReservesMining, request.Context.Anybody().Decide(terms));
        if (isRefused && form == UsageForm.Html)
        {
            context.Refused(terms, decision, form, "api");
        }
        else if (!isRefused && (isReserved != true || decision.Right is not null))
        {
            if (form == UsageForm.Html)
            {
                context.Gave(terms, decision, form, "api", AccessMethod.Tdm);
            }
            else
            {
                context.Showed(terms, decision, form, part ?? "api", AccessMethod.Tdm);
            }
        }
    }

    /// <summary>What the rights of whoever asks open; a sign-in to the desk opens nothing here.</summary>
    public static AccessDecision Held(ApiRequest request, AccessTerms terms) => request.Context.Reader() is var asker && asker.Reader.Rights.Count == 0 ? Telling.Decide(request, terms) : (asker with { Reader = new AccessReader { Rights = asker.Reader.Rights } }).Decide(terms);

    /// <summary>What is said of an article that is not public: of a draft nobody learns that it is there.</summary>
    public static ApiRefusedException Refused(bool isWithdrawn, string? tombstone) => isWithdrawn
        ? new(Problems.Of(StatusCodes.Status410Gone, null) with { Detail = "The article was withdrawn." + (tombstone is null ? "" : " " + tombstone) })
        : ApiRefusedException.NotFound("No article has this address.");

    /// <summary>What is said of an address that no article has now: where it leads on, it says so.</summary>
    public static async Task<ApiRefusedException> MissingAsync(ApiRequest request, string slug, CancellationToken ct)
    {
        if (await request.Get<ArticleStore>().FindMovedAsync(slug, ct) is not { } moved || !(moved.IsWithdrawn || Telling.Decide(request, moved.Terms).Record))
        {
            return Refused(false, null);
        }

        var path = request.Context.Request.Path.Value!.Split('/'); // /api/v1/articles/{slug}/…
        request.Context.Response.Headers.Location = request.Self(["articles", moved.Slug, .. path.Skip(5)]) + request.Context.Request.QueryString;
        return new(new Problem(StatusCodes.Status301MovedPermanently, "moved", "Moved", "The article has another address now: see Location."));
    }
}
