using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>What an article cites, to be told to others: its own reference lists, and every distinct source that its notes resolve to. “Ibid.” never leaves the house.</summary>
public static partial class OutgoingCitations
{
    private static readonly string[] CitationElements = ["mixed-citation", "element-citation", "citation", "nlm-citation"];

    /// <summary>All of them, references first; a work that both cite by its DOI once.</summary>
    /// <param name="jats">The document.</param>
    /// <param name="bibliography">What its notes cite.</param>
    /// <param name="withArchives">Whether archival files are among them.</param>
    /// <param name="notes">The notes that the bibliography was made from: entries of a reference list that are notes in truth are not told twice. Null where no list is one of notes.</param>
    public static IReadOnlyList<OutgoingCitation> Of(XDocument jats, Bibliography bibliography, bool withArchives, IReadOnlyList<ArticleNote>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(jats);
        ArgumentNullException.ThrowIfNull(bibliography);
        var citations = new List<OutgoingCitation>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Doi>();
        var disguised = (notes ?? []).Select(note => note.Element).Where(element => element.Name.LocalName == "ref").ToHashSet();
        foreach (var found in References(jats, disguised).Concat(Sources(bibliography, withArchives)).Select(Forthright).OfType<OutgoingCitation>())
        {
            if (found.Doi is { } doi && !seen.Add(doi))
            {
                continue;
            }

            var key = Key(found.Key);
            for (var number = 2; !keys.Add(key); number++)
            {
                key = Key(found.Key) + "-" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            citations.Add(found with { Key = key });
        }

        return citations;
    }

    // What is said by pointing back is left unsaid: “Doll, The Mortality of Doctors, ibid., 1 (1954)” has no journal, and “Spaulding, ibid.” is nothing to find.
    private static OutgoingCitation? Forthright(OutgoingCitation citation)
    {
        // A title never begins with what closed the author's brackets: “[Jean Le Clerc] Parrhasiana”.
        static string? Said(string? field) => field?.TrimStart(' ', ']', ')', ',', ';', '.', ':') is { Length: > 0 } said && !PointsBackAlone().IsMatch(said) ? said : null;
        var told = citation with { ArticleTitle = Said(citation.ArticleTitle), JournalTitle = Said(citation.JournalTitle), VolumeTitle = Said(citation.VolumeTitle), SeriesTitle = Said(citation.SeriesTitle) };
        return told == citation || told.Doi is not null || (told.ArticleTitle ?? told.VolumeTitle) is not null ? told : null;
    }

    private static string Key(string wanted) => wanted.Length > 110 ? wanted[..110] : wanted;

    private static IEnumerable<OutgoingCitation> References(XDocument jats, HashSet<XElement> disguised)
    {
        var number = 0;
        foreach (var reference in jats.Root?.Elements("back").Descendants("ref") ?? [])
        {
            if ((string?)reference.Ancestors("ref-list").FirstOrDefault()?.Attribute("specific-use") == "derived")
            {
                continue;
            }

            number++;
            if (disguised.Contains(reference))
            {
                continue;
            }

            var at = 0;
            var printed = Printed(reference);
            foreach (var citation in reference.Descendants().Where(element => CitationElements.Contains(element.Name.LocalName, StringComparer.Ordinal) && !element.Ancestors().TakeWhile(above => above != reference).Any(above => CitationElements.Contains(above.Name.LocalName, StringComparer.Ordinal))))
            {
                if (citation.Parent?.Name.LocalName == "citation-alternatives" && citation.ElementsBeforeSelf().Any() || citation == printed)
                {
                    continue; // The same once more in other tags.
                }

                var id = (string?)reference.Attribute("id") is { Length: > 0 } named ? named : $"ref{number}";
                if (Tagged(citation, at == 0 ? id : $"{id}-{at + 1}") is { } tagged)
                {
                    yield return printed is null ? tagged : tagged with { Unstructured = Words(printed), Doi = tagged.Doi ?? DoiOf(printed) };
                }

                at++;
            }
        }
    }

    // <mixed-citation> and <element-citation> side by side are one work, as printed and as fields (SciELO); the former where that is so, else null.
    private static XElement? Printed(XElement reference) =>
        reference.Elements("mixed-citation").ToList() is [var mixed] && reference.Elements("element-citation").Count() == 1 ? mixed : null;

    private static OutgoingCitation? Tagged(XElement citation, string key)
    {
        var words = Words(citation);
        if (words.Length == 0 || PointsBack().IsMatch(words))
        {
            return null;
        }

        string? First(params string[] names) => names.SelectMany(name => citation.Descendants(name)).Select(Words).FirstOrDefault(text => text.Length > 0);
        var type = ((string?)citation.Attribute("publication-type") ?? (string?)citation.Attribute("citation-type"))?.ToLowerInvariant();
        var isJournal = type is "journal" or "article" or "journal-article" || type is null && citation.Element("article-title") is not null && citation.Element("volume") is not null;
        var source = First("source");
        return new OutgoingCitation
        {
            Key = key,
            Type = TypeOf(type, isJournal, First("chapter-title", "article-title") is not null),
            Doi = DoiOf(citation),
            Author = First("surname") ?? First("collab"),
            ArticleTitle = First("article-title", "chapter-title", "part-title"),
            JournalTitle = isJournal ? source : null,
            VolumeTitle = isJournal ? null : source,
            SeriesTitle = First("series"),
            Volume = First("volume"),
            Issue = First("issue"),
            FirstPage = First("fpage"),
            Year = First("year"),
            Edition = First("edition"),
            Unstructured = words,
        };
    }

    // ibid   Ebd.   op. cit.
    [GeneratedRegex(@"^\W*(Ibid(em)?|Ebd|Ebenda|Ivi|Idem|Там же|Op\.? ?cit|Loc\.? ?cit)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PointsBackAlone();

    // Ibid., p. 5   12. Ebd., S. 3   Там же. С. 7
    [GeneratedRegex(@"^\s*[\[(]?\d{0,4}[\])]?\.?\s*(Ibid(em)?\b|Ebd\b|Ebenda\b|Ivi\b|Ibíd|Там же)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PointsBack();

    private static Doi? DoiOf(XElement citation) => citation.Descendants("pub-id").Where(id => (string?)id.Attribute("pub-id-type") == "doi").Select(Words)
        .Concat(citation.Descendants().Where(link => link.Name.LocalName is "ext-link" or "uri").Select(link => (string?)link.Attribute(XName.Get("href", "http://www.w3.org/1999/xlink")) ?? Words(link)).Where(address => address.Contains("doi.org/", StringComparison.OrdinalIgnoreCase)))
        .Select(text => Doi.TryParse(text, out var doi) ? doi : (Doi?)null).FirstOrDefault(doi => doi is not null);

    private static string? TypeOf(string? type, bool isJournal, bool isPart) => type switch
    {
        _ when isJournal => "journal_article",
        "book" or "monograph" => isPart ? "book_chapter" : "book",
        "chapter" or "book-chapter" => "book_chapter",
        "thesis" or "dissertation" => "dissertation",
        "report" => "report",
        "confproc" or "conference" => "conference_paper",
        "web" or "website" or "webpage" => "web_resource",
        "data" or "dataset" => "dataset",
        "software" => "software",
        "preprint" => "preprint",
        "patent" => "patent",
        "standard" => "standard",
        null => null,
        _ => "other",
    };

    // Elements that hold fields alone have no signs between them: a blank keeps their words apart.
    private static string Words(XElement element)
    {
        var isBare = element.Name.LocalName == "element-citation";
        var text = new System.Text.StringBuilder();
        foreach (var node in element.DescendantNodes())
        {
            if (node is XText words && !words.Ancestors().TakeWhile(above => above != element.Parent).Any(above => above.Name.LocalName is "label" or "fn" or "annotate"))
            {
                text.Append(isBare && text.Length > 0 ? " " : "").Append(words.Value);
            }
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<OutgoingCitation> Sources(Bibliography bibliography, bool withArchives)
    {
        foreach (var source in bibliography.Sources)
        {
            if (source.Group == SourceGroup.Archives && !withArchives)
            {
                continue;
            }

            var line = string.Concat(BibliographyLine.Of(source).Select(piece => piece.Text)).Trim();
            var doi = Doi.TryParse(source.Doi, out var read) ? read : (Doi?)null;
            if (doi is null && (line.Length == 0 || PointsBack().IsMatch(line)))
            {
                continue; // Nothing but a back reference that leads nowhere.
            }

            var isArticle = source.Kind is ReferenceKind.Article or ReferenceKind.Newspaper;
            var isArchive = source.Group == SourceGroup.Archives;
            var people = source.Authors.Count > 0 ? source.Authors : source.Editors;
            yield return new OutgoingCitation
            {
                Key = "n-" + source.Id,
                Type = TypeOf(source.Kind),
                Doi = doi,
                Author = isArchive || people.Count == 0 ? null : people[0].FamilyWithParticles,
                ArticleTitle = isArchive || source.Container is null ? null : source.Title,
                JournalTitle = isArticle ? source.Container : null,
                VolumeTitle = isArchive || isArticle ? null : source.Container ?? source.Title,
                SeriesTitle = source.Series,
                Volume = source.Volume,
                Issue = source.Issue,
                FirstPage = source.Pages?.First,
                Year = isArchive ? null : source.Date?.From is { } from ? from.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture) + source.Date.YearSuffix : null,
                Edition = source.Edition,
                Unstructured = line.Length > 0 ? line : null,
            };
        }
    }

    private static string TypeOf(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Book or ReferenceKind.EditedSource => "book",
        ReferenceKind.Chapter => "book_chapter",
        ReferenceKind.Article => "journal_article",
        ReferenceKind.Thesis => "dissertation",
        ReferenceKind.Report => "report",
        ReferenceKind.Web => "web_resource",
        _ => "other",
    };
}
