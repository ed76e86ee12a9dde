using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Storage.Articles;

namespace Recto.App.Features.Articles;

/// <summary>Another article that cites a source, as far as this reader may be told.</summary>
public sealed record CitingElsewhere
{
    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title.</summary>
    public required string Title { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Authors and year in one line; null where neither is known.</summary>
    public string? By { get; init; }

    /// <summary>The notes that cite it, in order; empty where this reader may not read them.</summary>
    public required IReadOnlyList<OtherMention> Notes { get; init; }

    /// <summary>Its path.</summary>
    public string Address => $"/articles/{Uri.EscapeDataString(Slug)}";

    /// <summary>The articles, each once, in the order in which they are told.</summary>
    /// <param name="mentions">The places, those of one article behind each other.</param>
    /// <param name="reader">Who asks.</param>
    public static IReadOnlyList<CitingElsewhere> Of(IEnumerable<OtherMention> mentions, Asker reader)
    {
        ArgumentNullException.ThrowIfNull(mentions);
        return
        [
            .. mentions.Where(mention => reader.Decide(mention.Terms).Record).GroupBy(mention => mention.Slug).Select(article => (First: article.First(), All: article)).Select(article => new CitingElsewhere
            {
                Slug = article.First.Slug,
                Title = article.First.Title,
                Language = article.First.Language,
                By = Names.AndYear(article.First.Authors, article.First.Published),
                Notes = reader.Decide(article.First.Terms).Notes ? [.. article.All.DistinctBy(mention => (mention.HtmlId, mention.Words))] : [],
            }),
        ];
    }
}
