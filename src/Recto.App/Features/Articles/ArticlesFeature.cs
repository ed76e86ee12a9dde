using System.Text;
using Recto.App.Shell;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Recommending;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Usage;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;

namespace Recto.App.Features.Articles;

/// <summary>The article, each of its notes, and its files.</summary>
internal static class ArticlesFeature
{
    private static readonly Dictionary<int, int> NobodyElse = [];

    /// <summary>Maps its pages and files.</summary>
    public static void MapArticles(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/articles/{slug}", ShowAsync).WithMetadata(ArticleNegotiation.Offers, ShowsOneArticle.Mark);
        routes.MapPage("/articles/{slug}/notes/{note}", ShowNoteAsync).WithMetadata(new CountsAs(UsageForm.Note, "note"));
        routes.MapFile("/articles/{slug}/source", SourceAsync);
        routes.MapFile("/articles/{slug}/files/{name}", FileAsync);
        routes.MapDownloads();
        routes.MapCitations();
        routes.MapSourcesOfArticles();
        routes.MapLinkedSources();
        routes.MapLinkSets();
    }

    private static async Task ShowAsync(HttpContext context, ArticleStore articles, SourceStore sources, RecommendationStore recommendations, string slug, string? notes, CancellationToken ct)
    {
        context.Response.Headers.Append(Microsoft.Net.Http.Headers.HeaderNames.Vary, "Accept");
        if (!AskedForm.IsPage(context, ArticleNegotiation.Offers) && await ArticleNegotiation.AnswerAsync(context, articles, slug, ct))
        {
            return;
        }

        // Which article it is, the page cache has asked: so all of its page is asked at once.
        var together = new RoundTrip(context.RequestServices.GetRequiredService<Database>());
        var page = articles.FindPage(together, slug, Visibility.WithDrafts);
        var beside = context.RequestServices.GetRequiredService<KeptTerms>().Known(slug) is { } known ? Beside.Of(together, known.Id, sources, recommendations) : null;
        await together.AskAsync(ct);
        if (page.Value is not { } row)
        {
            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, "", ct);
            return;
        }

        var reader = context.Reader();
        var decision = reader.Decide(row.Terms);
        var atEnd = notes == "end";
        if (!decision.Record)
        {
            await RefuseAsync(context, ArticleView.From(row, false, context.Origin(), reader));
            return;
        }

        PageCache.Made(context, decision);
        context.Opened(row.Terms, decision);
        MiningHeaders.Set(context, row.Terms);
        if (beside is null || beside.ArticleId != row.Id)
        {
            var rest = new RoundTrip(context.RequestServices.GetRequiredService<Database>());
            beside = Beside.Of(rest, row.Id, sources, recommendations);
            await rest.AskAsync(ct);
        }

        var alsoCited = row.SourcesHtml.Length == 0 ? NobodyElse : beside.AlsoCited.Value;
        var next = ShuffledShare.Order(context, row.Id, [.. beside.Next.Value.Where(other => reader.Decide(other.Terms).Record)]);
        if (context.IsUnchanged($"{row.Id:N}-{row.Version}.{row.JournalVersion}.{row.IssueVersion}{StampOf(row.Downloads)}{StampOf(alsoCited)}{StampOf(next)}{(row.Cited.Stamp is { Length: > 0 } cited ? "-c" + cited : "")}{(atEnd ? "-end" : "")}", decision))
        {
            return;
        }

        var parts = new Dictionary<string, ReadOnlyMemory<byte>>
        {
            ["abstract"] = decision.Body && !atEnd ? row.AbstractHtml : AbstractText.WithoutNotes(row.AbstractHtml), // The list at the end has them too.
            ["sources"] = AlsoCitedMarks.Fill(row.SourcesHtml, alsoCited, $"/articles/{Uri.EscapeDataString(row.Slug)}/sources"),
            ["references"] = row.ReferencesHtml,
            ["about"] = row.AboutHtml,
        };
        if (decision.Notes)
        {
            parts["notes"] = row.NotesHtml;
        }

        if (decision.Body)
        {
            parts["body"] = atEnd ? BodyText.WithoutNotes(row.BodyHtml) : row.BodyHtml;
        }
        else
        {
            parts = LooseLinks.Cut(parts);
        }

        var frame = await FrameAsync(context, row, next, atEnd, reader);
        if (frame.Links is not null)
        {
            context.Response.Headers.Link = frame.Links;
        }

        await PageWriter.WriteAsync(context, frame, parts);
    }

    // The version that browsers are told, the site's address, and what an import may fill in of journal and issue: that is all that the frame depends on.
    private static async Task<PageFrame> FrameAsync(HttpContext context, ArticlePageRow row, IReadOnlyList<RecommendedRow> next, bool atEnd, Asker reader)
    {
        var frames = context.RequestServices.GetRequiredService<KeptFrames>();
        var origin = context.Origin();
        var version = string.Join('\n', context.Response.Headers.ETag, origin, row.Terms.IsPublished, context.Anybody().Decide(row.Terms).Version, row.Updated.UtcTicks,
            row.JournalKey, row.JournalTitle, row.JournalAbbreviation, row.JournalPublisher, row.JournalPrintIssn, row.JournalOnlineIssn, row.JournalLanguage,
            row.IssueKey, row.IssueVolume, row.IssueNumber, row.IssueTitle, row.IssuePublished, string.Join('\n', row.Relations));
        if (frames.Find(version) is { } kept)
        {
            return kept;
        }

        var view = ArticleView.From(row, atEnd, origin, reader) with { ReadNext = next };
        var frame = await PageWriter.FrameAsync<ArticlePage>(context.RequestServices, view);
        if (ArticleLanding.Of(view, context.RequestServices.GetRequiredService<ShopWindow>()) is { } landing)
        {
            frame = frame.With(Masthead.Machines, ArticleLanding.Head(landing)) with { Links = ArticleLanding.Header(landing) };
        }

        return frames.Keep(version, frame);
    }

    // The page tells what can be taken away, and how large it is.
    private static string StampOf(IReadOnlyList<ArticleDownload> files) => files.Count == 0 ? ""
        : "." + FileHash.Of(Encoding.UTF8.GetBytes(string.Join(' ', files.Select(file => file.Kind + file.Stamp)))).Value[..8];

    // How many others cite its sources stands on the page, and changes with them.
    private static string StampOf(IReadOnlyDictionary<int, int> alsoCited) => alsoCited.Count == 0 ? ""
        : "~" + FileHash.Of(Encoding.UTF8.GetBytes(string.Join(' ', alsoCited.Select(source => $"{source.Key}.{source.Value}")))).Value[..8];

    // What else to read, and why, is made behind everything else; titles may be others since.
    private static string StampOf(IReadOnlyList<RecommendedRow> next) => next.Count == 0 ? ""
        : "r" + FileHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', next.Select(other => string.Join('\t', (int)other.List, other.Slug, other.Title, other.Authors, other.Published, other.Language, Recto.Journals.Recommending.ListReason.Write(other.Reasons)))))).Value[..8];

    // What was published and taken back keeps its address, with a stone on it; of what never was public nobody is told.
    private static async Task RefuseAsync(HttpContext context, ArticleView view)
    {
        if (view.Row.Withdrawn is null)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        await PageWriter.WriteAsync<TombstonePage>(context, new TombstoneView(view.Row, context.Origin()), status: StatusCodes.Status410Gone);
    }

    private static async Task ShowNoteAsync(HttpContext context, ArticleStore articles, ApparatusStore apparatus, SourceStore sources, string slug, string note, CancellationToken ct)
    {
        var rest = "/notes/" + Uri.EscapeDataString(note);
        if (await apparatus.FindNoteAsync(slug, "n" + note, Visibility.WithDrafts, ct) is not { } row)
        {
            // Of a draft nobody learns by its notes that it is there.
            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, rest, ct);
            return;
        }

        var decision = context.Reader().Decide(row.Terms);
        if (!decision.Notes)
        {
            await ArticleAddresses.RefuseAsync(context, decision, row.Slug, row.IsWithdrawn, null);
            return;
        }

        MiningHeaders.Set(context, row.Terms);
        context.Showed(row.Terms, decision, UsageForm.Note, note);
        var others = await NoteOthers.OfAsync(sources, row, context.Reader(), ct);
        if (context.IsUnchanged($"{row.ArticleId:N}-{row.Version}.{row.JournalVersion}{NoteOthers.StampOf(others)}-{decision.Class}-{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(row.HtmlId))}"))
        {
            return;
        }

        await PageWriter.WriteAsync<NotePage>(context, NoteView.From(row, context.Origin()) with { Others = others }, new Dictionary<string, ReadOnlyMemory<byte>> { ["note"] = row.Html });
    }

    private static async Task SourceAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, IFileStore store, string slug, CancellationToken ct)
    {
        if (await ArticleAddresses.OpenAsync(context, articles, slug, "/source", decision => decision.Files, ct, UsageForm.File, "source") is { } row)
        {
            context.Gave(row.Terms, context.Reader().Decide(row.Terms), UsageForm.File, "source"); // The text is in it.
            await SendAsync(context, articles, store, await files.FindSourceAsync(slug, Visibility.WithDrafts, ct), slug, "/source", ct);
        }
    }

    private static async Task FileAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, IFileStore store, string slug, string name, CancellationToken ct)
    {
        var rest = "/files/" + Uri.EscapeDataString(name);
        if (await ArticleAddresses.OpenAsync(context, articles, slug, rest, decision => decision.Body, ct) is not { } row)
        {
            return;
        }

        var file = await files.FindAsync(slug, name, Visibility.WithDrafts, ct);
        var decision = context.Reader().Decide(row.Terms);
        if (file is not null && !IsPicture(file) && !decision.Files)
        {
            context.Refused(row.Terms, decision, UsageForm.File, name);
            await ArticleAddresses.RefuseAsync(context, decision, row.Slug, row.IsWithdrawn, row.Tombstone); // Who may read online only sees the pictures of the text, and takes nothing away.
            return;
        }

        if (file is not null && !IsPicture(file))
        {
            context.Showed(row.Terms, decision, UsageForm.File, name); // The pictures of the text are part of it.
        }

        await SendAsync(context, articles, store, file, slug, rest, ct);
    }

    private static bool IsPicture(ArticleFile file) => file.MediaType.StartsWith("image/", StringComparison.Ordinal) && file.Role != FileRole.FigureOriginal;

    private static async Task SendAsync(HttpContext context, ArticleStore articles, IFileStore store, ArticleFile? file, string slug, string rest, CancellationToken ct)
    {
        if (file is null || await store.OpenAsync(file.Hash, ct) is not { } content)
        {
            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, rest, ct);
            return;
        }

        // Whoever opens such a file by itself gets no script of it to run, and only pictures are shown in the browser.
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        var isPicture = IsPicture(file);
        if (!isPicture && await FileLinks.LeadAsync(context, store, file.Hash, file.Length, file.MediaType, DownloadName.Kept(Path.GetFileName(file.Name))))
        {
            await content.DisposeAsync();
            return;
        }

        if (context.Request.Query["v"] == file.Hash.Value[..12])
        {
            // The address names these very bytes. Not for shared caches: whether somebody may see them is asked here.
            context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        }

        await Results.Stream(content, file.MediaType, isPicture ? null : Path.GetFileName(file.Name),
            entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{file.Hash.Value[..16]}\""), enableRangeProcessing: true).ExecuteAsync(context);
    }

    // What the page asks beside the article itself: who else cites its sources, and what to read next.
    private sealed record Beside(Guid ArticleId, Answer<IReadOnlyDictionary<int, int>> AlsoCited, Answer<IReadOnlyList<RecommendedRow>> Next)
    {
        public static Beside Of(RoundTrip together, Guid articleId, SourceStore sources, RecommendationStore recommendations) => new(articleId, sources.Count(together, articleId), recommendations.List(together, articleId));
    }
}
