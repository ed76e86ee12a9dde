using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Reads the record of an article from its JATS document, NLM 2.0 to JATS 1.3.</summary>
public static class ArticleReader
{
    /// <summary>Stands for a title that the source does not give.</summary>
    public const string Untitled = "[untitled]";

    private static readonly string[] SectionTypes = ["heading", "toc-heading", "toc", "section", "display-channel", "article-type", ""];

    /// <summary>Reads the record. What is absent or impossible becomes a warning and stays null; nothing is invented.</summary>
    /// <param name="document">The article.</param>
    /// <param name="warnings">Those of <paramref name="document"/> and what the record lacks, in order of place.</param>
    public static Article Read(ArticleDocument document, out IReadOnlyList<ImportWarning> warnings)
    {
        ArgumentNullException.ThrowIfNull(document);
        var log = new WarningLog(document.Warnings);
        var article = Read(document.Jats.Root ?? new XElement("article"), log) with { Offers = document.Offers };
        warnings = log.All;
        return article;
    }

    private static Article Read(XElement root, WarningLog log)
    {
        var front = root.Element("front") ?? root.Element("front-stub") ?? new XElement("front");
        var meta = front.Element("article-meta") ?? (front.Name.LocalName == "front-stub" ? front : new XElement("article-meta"));
        var back = root.Element("back");
        var language = LanguageTag.Of(root);
        var translations = Translations(root);
        var footnotes = meta.Descendants("fn").Concat(back?.Descendants("fn") ?? []).ToList();
        var dates = new DateReader(log);
        var (online, print) = dates.Published(meta);
        var (firstPage, lastPage) = Pages(meta);
        var titles = meta.Element("title-group");
        var whole = WholeFields.Of(meta);
        var article = new Article
        {
            Title = FoldedText.Line((titles ?? meta).Element("article-title")) ?? Untitled,
            Subtitle = string.Join(' ', (titles ?? meta).Elements("subtitle").Select(subtitle => FoldedText.Line(subtitle)).OfType<string>()) is { Length: > 0 } subtitle ? subtitle : null,
            TranslatedTitles = TranslatedTitles(titles ?? meta, whole.Contains(WholeFields.Titles) ? [] : translations),
            Type = Attribute(root, "article-type"),
            Language = language,
            Doi = ReadDoi(meta, log),
            Identifiers = [.. Identifiers(meta)],
            Section = Section(meta),
            Journal = JournalReader.Read(front.Element("journal-meta"), log),
            Volume = Text(meta, "volume") ?? FoldedText.Line(meta.Element("volume-issue-group")?.Element("volume")),
            Issue = Text(meta, "issue") ?? FoldedText.Line(meta.Element("volume-issue-group")?.Element("issue")) ?? Text(meta, "supplement"),
            FirstPage = firstPage,
            LastPage = lastPage,
            ElocationId = Text(meta, "elocation-id"),
            PublishedOnline = online,
            PublishedInPrint = print,
            History = dates.History(meta),
            Contributors = new ContributorReader(meta, back, log).Read(),
            Abstracts = whole.Contains(WholeFields.Abstracts) ? AbstractReader.ReadWhole(meta) : AbstractReader.Read(meta, language, translations),
            Keywords = AbstractReader.Keywords(meta),
            Licence = PermissionsReader.Licence(meta),
            Copyright = PermissionsReader.Copyright(meta),
            Funding = whole.Contains(WholeFields.Funding) ? FundingReader.ReadWhole(meta) : FundingReader.Read(meta, footnotes),
            Disclosure = whole.Contains(WholeFields.Disclosure) ? DisclosureReader.ReadWhole(meta) : DisclosureReader.Read(back, footnotes),
            Related = [.. meta.Elements("related-article").Select(Related).OfType<RelatedArticle>()],
        };
        WarnOfAbsence(article, meta.Parent is null ? root : meta, log);
        return article;
    }

    private static List<(XElement Meta, string? Language)> Translations(XElement root) =>
        [.. root.Elements("sub-article").Where(sub => (string?)sub.Attribute("article-type") == "translation")
            .Select(sub => (Meta: sub.Element("front-stub") ?? sub.Element("front")?.Element("article-meta"), Language: LanguageTag.Of(sub)))
            .Where(sub => sub.Meta is not null).Select(sub => (sub.Meta!, sub.Language))];

    private static List<TranslatedText> TranslatedTitles(XElement titles, List<(XElement Meta, string? Language)> translations)
    {
        // <trans-title-group xml:lang><trans-title/><trans-subtitle/></…> (JATS), <trans-title xml:lang/> (NLM 2)
        var all = new List<TranslatedText>();
        foreach (var element in titles.Elements().Where(element => element.Name.LocalName is "trans-title-group" or "trans-title"))
        {
            var isGroup = element.Name.LocalName == "trans-title-group";
            if ((isGroup ? Joined(element.Elements()) : FoldedText.Line(element)) is { } text)
            {
                all.Add(new TranslatedText(LanguageTag.Of(element) ?? (isGroup ? element.Elements().Select(LanguageTag.Of).FirstOrDefault() : null), text));
            }
        }

        var known = all.Select(title => title.Language).ToHashSet(StringComparer.Ordinal);
        foreach (var (meta, language) in translations)
        {
            if (FoldedText.Line(meta.Element("title-group")?.Element("article-title")) is { } title && known.Add(language))
            {
                all.Add(new TranslatedText(language, title));
            }
        }

        return all;
    }

    private static string? Joined(IEnumerable<XElement> parts) => string.Join(' ', parts.Select(part => FoldedText.Line(part)).OfType<string>()) is { Length: > 0 } text ? text : null;

    private static Doi? ReadDoi(XElement meta, WarningLog log)
    {
        foreach (var element in meta.Elements("article-id").Where(IsDoi))
        {
            if (Doi.TryParse(FoldedText.Line(element), out var doi))
            {
                return doi;
            }

            if (FoldedText.Line(element) is { } written && Attribute(element, "pub-id-type") is not null)
            {
                log.Add(element, $"\"{written}\" is no DOI (10.prefix/suffix); it was left out.");
            }
        }

        return null;
    }

    private static bool IsDoi(XElement id) => Attribute(id, "pub-id-type")?.ToLowerInvariant() is "doi" or null;

    private static IEnumerable<ArticleIdentifier> Identifiers(XElement meta) =>
        from id in meta.Elements("article-id")
        let type = Attribute(id, "pub-id-type")
        let value = FoldedText.Line(id)
        where value is not null && !"doi".Equals(type, StringComparison.OrdinalIgnoreCase) && !(type is null && Doi.TryParse(value, out _))
        select new ArticleIdentifier(type ?? "other", value);

    private static string? Section(XElement meta)
    {
        var groups = meta.Elements("article-categories").Elements("subj-group").ToList();
        return SectionTypes.Select(type => groups.Find(group => (Attribute(group, "subj-group-type") ?? "").Equals(type, StringComparison.OrdinalIgnoreCase)))
            .Select(group => group?.Descendants("subject").Select(subject => FoldedText.Line(subject)).FirstOrDefault(subject => subject is not null))
            .FirstOrDefault(subject => subject is not null);
    }

    private static (string? First, string? Last) Pages(XElement meta)
    {
        var first = Text(meta, "fpage");
        if (first is not null || Text(meta, "page-range") is not { } range)
        {
            return (first, Text(meta, "lpage"));
        }

        // 12-15, 20
        var parts = range.Split(['-', '–', '—', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0 ? (null, null) : (parts[0], parts.Length > 1 ? parts[^1] : null);
    }

    private static RelatedArticle? Related(XElement element)
    {
        var address = Attribute(element, Namespaces.XLink + "href");
        var isDoi = Doi.TryParse(address, out var doi);
        var related = new RelatedArticle(Attribute(element, "related-article-type"), isDoi ? doi : null, isDoi ? null : address, FoldedText.Line(element));
        return related is { Doi: null, Address: null, Text: null } ? null : related;
    }

    private static void WarnOfAbsence(Article article, XElement at, WarningLog log)
    {
        Warn(article.Title == Untitled, "title; it is shown as " + Untitled);
        Warn(article.Doi is null, "DOI");
        Warn(article.Journal?.Title is null && article.Journal?.Abbreviation is null, "journal");
        Warn(article.Volume is null, "volume");
        Warn(article.Issue is null, "issue");
        Warn(article.Published is null, "date of publication");
        Warn(article.Contributors.Count == 0, "author");

        void Warn(bool isAbsent, string what)
        {
            if (isAbsent)
            {
                log.Add(at, $"The file states no {what}.");
            }
        }
    }

    private static string? Text(XElement meta, string name) => meta.Elements(name).Select(element => FoldedText.Line(element)).FirstOrDefault(text => text is not null);

    private static string? Attribute(XElement element, XName name) => ((string?)element.Attribute(name))?.Trim() is { Length: > 0 } value ? value : null;
}
