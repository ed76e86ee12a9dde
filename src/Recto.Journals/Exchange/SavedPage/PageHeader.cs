using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>Reads the head of a page: section, title, authors, pages, dates, journal. Everything above the abstract or the first paragraph.</summary>
internal static partial class PageHeader
{
    private const int LongParagraph = 220;

    // Headings over one another that are looked through for what stands under them.
    private const int MostHeadings = 10;

    /// <summary>Index of the first line that is no longer the head.</summary>
    public static int End(IReadOnlyList<PageLine> lines, int limit)
    {
        var hasTitle = false;
        for (var i = 0; i < limit; i++)
        {
            if (PageHeadings.Find(lines[i].Text) is { } part && part != PagePart.Furniture && HasContent(lines, i, limit))
            {
                return i;
            }

            if (lines[i].Level > 1 && hasTitle || lines[i].Rich is { } rich && rich.Name != "p")
            {
                return i;
            }

            if (lines[i].Text.Length >= LongParagraph && i > 0 && EndsSentence(lines[i].Text) && PageFurniture.Find(lines[i]) is FurnitureKind.None)
            {
                return i;
            }

            hasTitle |= lines[i].Level == 1;
        }

        return limit;
    }

    /// <summary>Whether something stands under a heading: a menu lists headings with nothing below.</summary>
    /// <param name="lines">The page.</param>
    /// <param name="heading">Index of the heading.</param>
    /// <param name="limit">Index from which on a run of notes begins; a heading right before it has them as its content.</param>
    public static bool HasContent(IReadOnlyList<PageLine> lines, int heading, int limit)
    {
        for (var at = heading; at - heading < MostHeadings; at++)
        {
            if (at + 1 >= lines.Count || IsInMenu(lines, at))
            {
                return false;
            }

            if (at + 1 >= limit)
            {
                return true;
            }

            var (part, next) = (PageHeadings.Find(lines[at].Text), lines[at + 1]);
            if (PageHeadings.Find(next.Text) is null)
            {
                return PageFurniture.Find(next) is FurnitureKind.None || part is PagePart.Keywords;
            }

            if (part is not PagePart.AdditionalInformation)
            {
                return part is PagePart.Keywords && !next.AfterBlank;
            }
        }

        return false;
    }

    // "Article contents / Abstract / Footnotes / References" without empty lines between.
    private static bool IsInMenu(IReadOnlyList<PageLine> lines, int i)
    {
        for (var at = i; at > 0 && i - at < MostHeadings && !lines[at].AfterBlank && lines[at].Level is null; at--)
        {
            var above = PageHeadings.Find(lines[at - 1].Text);
            if (above is not (null or PagePart.AdditionalInformation or PagePart.Keywords or PagePart.Notes) || MenuName().IsMatch(lines[at - 1].Text))
            {
                return true;
            }

            if (above is not PagePart.Notes)
            {
                return false;
            }
        }

        return false;
    }

    public static bool EndsSentence(string text) => text.TrimEnd('”', '’', '"', ')', ']', '»', '“') is { Length: > 0 } trimmed && trimmed[^1] is '.' or '?' or '!' or '…' or '。';

    /// <summary>Reads the lines <c>[0, end)</c> into the record.</summary>
    /// <param name="lines">The page.</param>
    /// <param name="end">Index of the first line after the head.</param>
    /// <param name="contributors">Family names that the notes on contributors give, to know a line of authors by.</param>
    /// <param name="record">The record.</param>
    public static void Read(IReadOnlyList<PageLine> lines, int end, IReadOnlyList<string> contributors, PageRecord record)
    {
        var candidates = new List<PageLine>();
        for (var i = 0; i < end; i++)
        {
            var line = lines[i];
            if (PageFurniture.Find(line) is not FurnitureKind.None || PageHeadings.Find(line.Text) is not null)
            {
                if (PageMeta.FindDoi(line.Text) is { } doi)
                {
                    record.Doi ??= doi;
                }

                record.LeftOut.Add(line.Text);
                continue;
            }

            var (isMeta, usedBefore) = PageMeta.Read(line, candidates.Count > 0 ? candidates[^1] : null, record);
            if (!isMeta)
            {
                candidates.Add(line);
                continue;
            }

            if (usedBefore)
            {
                candidates.RemoveAt(candidates.Count - 1);
            }
        }

        candidates = WithoutRepeats(candidates, record, out var repeated);
        var known = PageLine.Folded(string.Concat(record.Title.Select(node => node is XText text ? text.Value : ((XElement)node).Value)));
        var title = candidates.FindIndex(line => known.Length > 0 && string.Equals(line.Text, known, StringComparison.OrdinalIgnoreCase));
        title = title >= 0 ? title : candidates.FindIndex(line => line.Level == 1);
        title = title >= 0 || known.Length > 0 ? title : FindTitle(candidates, repeated, contributors);
        if (title < 0)
        {
            // Metadata named it, and the page shows it nowhere.
            ReadBelow(candidates, contributors, record);
            return;
        }

        record.Title = candidates[title].Rich is { } rich && rich.Name == "p" ? [.. new XElement(rich).Nodes()] : [new XText(candidates[title].Text)];
        record.TitleLine = candidates[title].Number;
        ReadAbove(candidates, title, record);
        ReadBelow(candidates.Skip(title + 1), contributors, record);
    }

    // A breadcrumb says the title, the journal and the section once more: the last stands.
    private static List<PageLine> WithoutRepeats(List<PageLine> candidates, PageRecord record, out HashSet<string> repeated)
    {
        var left = candidates.CountBy(line => Bare(line.Text), StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        repeated = left.Where(text => text.Value > 1).Select(text => text.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = new List<PageLine>();
        foreach (var line in candidates)
        {
            var bare = Bare(line.Text);
            var isLast = --left[bare] == 0;
            var isJournal = record.Journal?.Title is { } name && string.Equals(bare, name, StringComparison.OrdinalIgnoreCase);
            if (isJournal || !isLast)
            {
                record.LeftOut.Add(line.Text);
            }
            else
            {
                kept.Add(line);
            }
        }

        return kept;
    }

    // “…”, ‘…’, «…»
    private static bool IsQuoted(string text) => text.IndexOfAny(['‘', '“', '«', '„', '"']) is >= 0 and var open && text.LastIndexOfAny(['’', '”', '»', '“', '"']) > open + 1;

    private static string Bare(string text) => text.Trim(' ', '>', '›', '»', '«', '|', '/');

    private static int FindTitle(List<PageLine> candidates, HashSet<string> repeated, IReadOnlyList<string> contributors)
    {
        bool IsAuthors(PageLine line) => contributors.Any(family => line.Text.Contains(family, StringComparison.Ordinal)) && line.Words <= 12 || PageNames.Find(line.Text).Count > 0;

        for (var i = 0; i + 1 < candidates.Count; i++)
        {
            if (SectionName().IsMatch(candidates[i].Text) && (candidates.Count - i == 2 || !IsAuthors(candidates[i + 1]) || candidates[i + 1].Text.Length > 60))
            {
                return i + 1;
            }
        }

        var best = -1;
        var bestScore = 0.0;
        for (var i = 0; i < candidates.Count; i++)
        {
            var text = candidates[i].Text;
            var score = Math.Min(text.Length, 160) + (repeated.Contains(Bare(text)) ? 80.0 : 0) + (IsQuoted(text) ? 20 : 0);
            score -= IsAuthors(candidates[i]) ? 120 : 0;
            score -= Affiliation().IsMatch(text) ? 100 : 0;
            score -= EndsSentence(text) && text[^1] == '.' ? 60 : 0;
            score -= i > 0 && SectionName().IsMatch(text) ? 100 : 0;
            if (score > bestScore)
            {
                (best, bestScore) = (i, score);
            }
        }

        return best >= 0 || candidates.Count == 0 ? best : 0;
    }

    private static void ReadAbove(List<PageLine> candidates, int title, PageRecord record)
    {
        for (var i = 0; i < title; i++)
        {
            var line = candidates[i];
            var last = i == title - 1;
            if (record.Section is null && (SectionName().IsMatch(line.Text) || last && line.Words <= 8 && !line.Text.Contains("http", StringComparison.Ordinal)))
            {
                record.Section = line.Text;
            }
            else
            {
                record.LeftOut.Add(line.Text);
                record.Warnings.Add(new ImportWarning(line.Number, $"“{Short(line.Text)}” stands above the title and was not recognised; it was left out."));
            }
        }
    }

    private static void ReadBelow(IEnumerable<PageLine> lines, IReadOnlyList<string> contributors, PageRecord record)
    {
        var known = record.Authors.Select(author => author.Name.Family).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var names = PageNames.Find(line.Text);
            if (names.Count == 0 && line.Words <= 4 && contributors.Any(family => line.Text.EndsWith(family, StringComparison.Ordinal)))
            {
                names = [line.Text];
            }

            if (names.Count > 0 && !Affiliation().IsMatch(line.Text))
            {
                var people = names.Where(name => !known.Contains(PageNames.Divide(name).Family))
                    .Select(name => new PagePerson { Name = PageNames.Divide(name), Orcid = Orcid().Match(line.Text) is { Success: true } orcid && names.Count == 1 ? orcid.Value : null }).ToList();
                record.Authors.AddRange(people);
                known.UnionWith(people.Select(person => person.Name.Family));
            }
            else if (Affiliation().IsMatch(line.Text) && line.Words <= 40)
            {
                if (record.Authors.Count > 0)
                {
                    record.Authors[^1].Affiliations.Add(line.Text);
                }
                else
                {
                    record.Affiliations.Add(line.Text);
                }
            }
            else if (Orcid().Match(line.Text) is { Success: true } lone && record.Authors.Count > 0 && line.Words <= 3)
            {
                record.Authors[^1].Orcid ??= lone.Value;
            }
            else if (Copyright().IsMatch(line.Text))
            {
                record.Copyright ??= line.Text;
            }
            else
            {
                record.LeftOut.Add(line.Text);
                record.Warnings.Add(new ImportWarning(line.Number, $"“{Short(line.Text)}” stands below the title and was not recognised; it was left out."));
            }
        }
    }

    internal static string Short(string text) => text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[58]) ? 58 : 59)] + "…";

    // "Original Articles", "Research Article", "Book Review", "Review Essay", "Special Issue Article", "Aufsätze", "Dossier", "Статьи"
    [GeneratedRegex(@"^((original|research|review|regular|main|invited|special|feature|survey|short|full|open access|journal|discussion|perspective|state.of.the.field)[ -]+)*(issue )?(articles?|papers?|reports?|notes?|communications?|essays?|reviews?|review essays?|review articles?|book reviews?|features?|commentar(y|ies)|correspondence|editorials?|obituar(y|ies)|interviews?|documents?|forum|symposium|roundtable|debates?|dialogues?|miscellan(y|ea)|perspectives?)( section)?$|^(aufsätze|aufsatz|abhandlung(en)?|beiträge|beitrag|miszellen?|rezension(en)?|dossier|varia|études|étude|articles de recherche|comptes rendus|artículos?|artigos?|articoli|saggi|reseñas|статьи|статья|рецензии|исследования|сообщения)$|^(special issue|special section|themenheft|forum|symposium|dossier|roundtable)\s*[:–-]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SectionName();

    [GeneratedRegex(@"\b(universit\w*|institut\w*|department|faculty|college|school of|academy|centre|center for|museum|archives? of|laborator\w+|hochschule|akademie|école|cnrs|университет\w*|институт\w*|академи\w+)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Affiliation();

    [GeneratedRegex(@"^((article |table of )?contents|in this article|on this page|jump to( section)?|outline|sections|inhalt|sommaire)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MenuName();

    [GeneratedRegex(@"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b", RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex Orcid();

    [GeneratedRegex(@"^(©|\(c\) |copyright\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex Copyright();
}
