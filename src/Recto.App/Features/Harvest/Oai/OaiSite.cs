using Recto.App.Shell.Persons;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Oai;
using Recto.Storage.Articles;

namespace Recto.App.Features.Harvest.Oai;

/// <summary>The repository as one request sees it: its address, and how articles are named there.</summary>
/// <param name="Origin">Scheme and host of the site.</param>
/// <param name="Host">The part of identifiers that names it.</param>
/// <param name="Anybody">Whom it tells.</param>
internal sealed record OaiSite(string Origin, string Host, Asker Anybody)
{
    private const string Kind = "article/";

    /// <summary>Its base URL.</summary>
    public string Address => Origin + OaiFeature.Address;

    /// <summary>As that request sees it.</summary>
    public static OaiSite Of(SiteOptions options, HttpContext context)
    {
        var origin = options.AddressFor(context.Request);
        var host = Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IdnHost.Length > 0 ? uri.IdnHost : "localhost";
        return new OaiSite(origin, new string([.. host.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-')]), context.Anybody());
    }

    /// <summary>The identifier of an article.</summary>
    public string Identifier(Guid id) => $"oai:{Host}:{Kind}{id:D}";

    /// <summary>The article of an identifier; null where it is none of this site.</summary>
    public Guid? IdOf(string identifier) =>
        identifier.StartsWith($"oai:{Host}:{Kind}", StringComparison.Ordinal) && Guid.TryParseExact(identifier.AsSpan(identifier.LastIndexOf('/') + 1), "D", out var id) && Identifier(id) == identifier ? id : null;

    /// <summary>The head of a record. One that was taken away stays in its sets, so that who harvests a set hears of it.</summary>
    public OaiHeader Header(HarvestRow row)
    {
        var sets = new List<OaiSet> { new(row.JournalKey, null) };
        if (row.SectionKey is { } section)
        {
            sets.Add(new OaiSet(row.JournalKey, section));
        }

        if (Anybody.Decide(row.Terms with { IsPublished = true }).Body)
        {
            sets.Add(OaiSet.OpenAccess);
        }

        return new OaiHeader(Identifier(row.Id), row.ChangedAt, sets, !Anybody.Decide(row.Terms).Record);
    }

    /// <summary>What is told of an article.</summary>
    public OaiArticle Article(HarvestRow row)
    {
        var decision = Anybody.Decide(row.Terms);
        return new OaiArticle
        {
            Article = row.ReadArticle(),
            Address = $"{Origin}/articles/{Uri.EscapeDataString(row.Slug)}",
            JournalKey = row.JournalKey,
            JournalTitle = row.JournalTitle,
            Publisher = row.Publisher,
            PrintIssn = row.PrintIssn,
            OnlineIssn = row.OnlineIssn,
            Volume = row.Volume,
            Number = row.Number,
            IsOpen = decision.Body,
            NotesAreOpen = decision.Notes,
        };
    }

    /// <summary>Address of whoever runs the site: what the operator says, else where its mails come from, else the webmaster that every domain has (RFC 2142).</summary>
    public string AdminEmail(SiteOptions options) => options.AdminEmail
        ?? (options.Mail?.From is { } from && SiteOptions.IsAdminEmail(from) ? from : "webmaster@" + (Host.Contains('.', StringComparison.Ordinal) ? Host : Host + ".localdomain"));
}
