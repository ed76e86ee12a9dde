using System.Buffers;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Landing;
using Recto.Journals.Exchange.LinkedData;
using Recto.Journals.Identifiers;
using Recto.Journals.Usage;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Features.Articles;

/// <summary>What articles cite, as linked data: of one article, and of all published articles of a journal, one document a line. Everybody is told the same, of drafts nothing.</summary>
internal static class LinkedSources
{
    private const int AtOnce = 50;

    /// <summary>Maps both.</summary>
    public static void MapLinkedSources(this IEndpointRouteBuilder routes)
    {
        routes.MapFile("/articles/{slug}/sources.jsonld", OfArticleAsync);
        routes.MapFile("/journals/{key}/sources.jsonl", OfJournalAsync);
    }

    private static async Task OfArticleAsync(HttpContext context, ArticleStore articles, SourceStore sources, string slug, CancellationToken ct)
    {
        if (await SourcesRoutes.OpenAsync(context, articles, sources, slug, "/sources.jsonld", ct) is not { } article)
        {
            return;
        }

        // Whoever asks, it is what anybody is told.
        var decision = context.Anybody().Decide(article.Terms);
        if (!decision.Record)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        ArticleLanding.Belongs(context, article.Slug, Signposting.OfRecord);
        context.Showed(article.Terms, context.Reader().Decide(article.Terms), UsageForm.Sources, "jsonld");
        var output = new ArrayBufferWriter<byte>(16 * 1024);
        SourcesJsonLd.Write(output, await ReadAsync(sources, article, decision, context.Origin(), ct));
        await MachineAnswers.SendAsync(context, output.WrittenSpan.ToArray(), SourcesJsonLd.MediaType, null);
    }

    /// <summary>The articles are read one after the other and sent at once: a journal of any size needs the memory of one article.</summary>
    private static async Task OfJournalAsync(HttpContext context, JournalStore journals, SourceStore sources, string key, CancellationToken ct)
    {
        if (await journals.FindAsync(key, ct) is not { } journal)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        context.Response.ContentType = SourcesJsonLd.LinesType;
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.ContentDisposition = DownloadName.Header(isShown: false, journal.Journal.Key, "-sources.jsonl", DownloadName.Of(null, journal.Journal.Title, null, ".jsonl"));
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        Guid? after = null;
        while (await sources.ListArticlesAsync(journal.Journal.Key, AtOnce, after, ct) is { Count: > 0 } some)
        {
            foreach (var article in some)
            {
                if (context.Anybody().Decide(article.Terms) is { Record: true } decision)
                {
                    SourcesJsonLd.Write(context.Response.BodyWriter, await ReadAsync(sources, article, decision, context.Origin(), ct));
                    context.Response.BodyWriter.Write("\n"u8);
                    await context.Response.BodyWriter.FlushAsync(ct);
                }
            }

            after = some[^1].Id;
        }
    }

    private static async Task<LinkedArticle> ReadAsync(SourceStore store, SourcedArticle article, AccessDecision decision, string origin, CancellationToken ct)
    {
        var address = $"{origin}/articles/{Uri.EscapeDataString(article.Slug)}";
        var sources = (await store.ListAsync(article.Id, ct)).ToDictionary(source => source.Ordinal, source => Of(source, origin, address));
        var mentions = decision.Notes ? await store.ListMentionsAsync(article.Id, ct) : [];
        return new LinkedArticle
        {
            Address = address,
            Title = article.Title,
            Doi = DoiOf(article.Doi),
            Language = article.Language,
            JournalAddress = $"{origin}/journals/{Uri.EscapeDataString(article.JournalKey)}",
            Sources = [.. sources.OrderBy(source => source.Key).Select(source => source.Value)],
            Mentions =
            [
                .. mentions.Where(mention => sources.ContainsKey(mention.Source)).Select(mention => new LinkedMention
                {
                    Source = sources[mention.Source],
                    NoteAddress = $"{address}/notes/{Uri.EscapeDataString(mention.HtmlId[1..])}",
                    NoteLabel = mention.Label,
                    Reference = mention.Reference,
                    Words = mention.Words,
                    Language = mention.Language,
                    Locator = mention.Locator,
                }),
            ],
        };
    }

    private static LinkedSource Of(IndexedSource source, string origin, string article) => new()
    {
        Address = SourcesListing.AddressOf(source, isPublished: true) is { } path ? origin + path : $"{article}/sources#{AlsoCitedMarks.IdOf(source.Ordinal)}",
        Kind = source.Kind,
        Label = source.Label,
        Doi = source.Doi is { From: not "matched" } known ? DoiOf(known.Doi) : null,
        HeldBy = source.Unit?.Parent is { } parent ? origin + parent.Path : null,
    };

    private static Doi? DoiOf(string? kept) => Doi.TryParse(kept, out var doi) ? doi : null;
}
