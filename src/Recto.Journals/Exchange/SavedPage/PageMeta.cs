using System.Text.RegularExpressions;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>Reads the lines of a page that say where and when the article was printed: <c>Pages 685-714 | Published online: 28 Apr 2020</c>.</summary>
internal static partial class PageMeta
{
    private const int LongestDate = 40;

    /// <summary>Puts what the line says into the record. False where it says nothing of the kind, or too much else beside it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="before">The line before it, which may be the journal's name; null where there is none.</param>
    /// <param name="record">The record; what it already knows stays.</param>
    /// <returns>Whether the line was such a line, and whether the line before was used as the journal's name.</returns>
    public static (bool IsMeta, bool UsedBefore) Read(PageLine line, PageLine? before, PageRecord record)
    {
        var text = line.Text;
        if (line.Words > 45)
        {
            return (false, false);
        }

        var found = false;
        var usedBefore = false;
        var rest = text;
        if (VolumeAndIssue().Match(text) is { Success: true } volume)
        {
            found = true;
            record.Volume ??= volume.Groups["v"].Value;
            record.Issue ??= volume.Groups["i"].Success ? volume.Groups["i"].Value.TrimEnd('.', ',') : null;
            var name = text[..volume.Index].Trim(' ', ',', '|', ':', '·', '(', '–', '-').Trim();
            name = Labels().Replace(name, "").Trim();
            if (record.Journal?.Title is null && IsJournalName(name))
            {
                record.Journal = (record.Journal ?? new JournalStatement()) with { Title = name };
            }
            else if (record.Journal?.Title is null && name.Length == 0 && before is not null && IsJournalName(before.Text))
            {
                record.Journal = (record.Journal ?? new JournalStatement()) with { Title = before.Text };
                usedBefore = true;
            }

            if (PageDates.Match(text[volume.Index..]) is { } issued && !Online().IsMatch(text))
            {
                record.Print ??= new PageDate(issued.Date, null);
            }

            rest = text[(volume.Index + volume.Length)..];
        }

        if (Pages().Match(text) is { Success: true } pages)
        {
            found = true;
            record.FirstPage ??= pages.Groups["f"].Value;
            record.LastPage ??= pages.Groups["l"].Success ? pages.Groups["l"].Value : null;
            record.PageRange ??= pages.Groups["r"].Value;
            rest = rest.Replace(pages.Value, " ", StringComparison.Ordinal);
        }

        var labels = DateLabel().Matches(rest);
        for (var i = 0; i < labels.Count; i++)
        {
            // A date stands between its label and the next.
            var start = labels[i].Index + labels[i].Length;
            var end = Math.Min(i + 1 < labels.Count ? labels[i + 1].Index : rest.Length, start + LongestDate);
            if (PageDates.Match(rest[start..Math.Max(start, end)].Split('|', ';')[0]) is not { } date)
            {
                continue;
            }

            found = true;
            var value = new PageDate(date.Date, date.Printed);
            switch (labels[i].Value.ToLowerInvariant())
            {
                case var kind when kind.StartsWith("rec", StringComparison.Ordinal) || kind.StartsWith("reçu", StringComparison.Ordinal) || kind.StartsWith("eing", StringComparison.Ordinal): record.History.Add(("received", value)); break;
                case var kind when kind.StartsWith("acc", StringComparison.Ordinal) || kind.StartsWith("ang", StringComparison.Ordinal): record.History.Add(("accepted", value)); break;
                case var kind when kind.StartsWith("rev", StringComparison.Ordinal): record.History.Add(("rev-recd", value)); break;
                case var kind when kind.Contains("print", StringComparison.Ordinal) || kind.Contains("issue", StringComparison.Ordinal): record.Print ??= value; break;
                default: record.Online ??= value; break;
            }
        }

        if (FindDoi(text) is { } doi && line.Words <= 25)
        {
            found = true;
            record.Doi ??= doi;
        }

        if (Issns().Match(text) is { Success: true } issn)
        {
            found = true;
            foreach (Match number in IssnNumber().Matches(text))
            {
                if (Issn.TryParse(number.Value, out var value))
                {
                    var journal = record.Journal ?? new JournalStatement();
                    record.Journal = text[..number.Index].Contains("print", StringComparison.OrdinalIgnoreCase) && journal.PrintIssn is null
                        ? journal with { PrintIssn = value }
                        : journal with { OnlineIssn = journal.OnlineIssn ?? value };
                }
            }
        }

        return (found, usedBefore);
    }

    /// <summary>The first DOI in a text; null where there is none.</summary>
    public static Doi? FindDoi(string text) =>
        DoiName().Match(text) is { Success: true } match && Doi.TryParse(match.Value.TrimEnd('.', ',', ';', ')', ']'), out var doi) ? doi : null;

    private static bool IsJournalName(string text) =>
        text.Length is > 2 and < 120 && char.IsLetter(text[0]) && char.IsUpper(text[0]) && text.Count(c => c == ' ') < 14 && PageHeadings.Find(text) is null
        && PageFurniture.Find(new PageLine(0, text, true)) is FurnitureKind.None && !text.EndsWith('.');

    // "Volume 20, 2020 - Issue 4", "Vol. 98, No. 3", "Volume 63 Issue 2", "Bd. 12, Heft 3", "Tome LXI, n° 2"
    [GeneratedRegex(@"\b(?:volume|vol\.?|band|bd\.?|jahrgang|jg\.?|tome|том|т\.)\s*(?<v>\d+[a-z]?|[IVXLCM]+)\b(?:\s*,?\s*\(?(?:(?:\p{L}+\s+)?\d{4})\)?)?(?:\s*[,:|·–-]?\s*\(?(?:issue|iss\.?|number|numbers|nos?\.?|heft|h\.|n°|nº|№|numéro|número|выпуск|вып\.)\s*(?<i>\d+[\w]*(?:[-–/]\d+)?))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VolumeAndIssue();

    // "Pages 685-714", "pp. 345 - 366", "S. 12–40", "p. 5", "С. 15–30", "Pages: 1–20"
    [GeneratedRegex(@"(?<![\p{L}])(?:pages?|pp?\.|seiten?|S\.|págs?\.|páginas?|стр\.|с\.)\s*:?\s*(?<r>(?<f>[A-Za-z]?\d+|[ivxlc]+)(?:\s*[-–—‒−]\s*(?<l>[A-Za-z]?\d+|[ivxlc]+))?)(?![\p{L}\d])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pages();

    // "Published online: 28 Apr 2020", "Published online by Cambridge University Press:  28 April 2020", "Received 12 Jan 2020, Accepted 3 Mar 2020"
    [GeneratedRegex(@"(?:(?:first |article first )?\bpublished(?: online)?(?: by [^:|]{2,60})?(?: date)?(?: in (?:print|issue))?|publication date|online publication date|date of publication|received|accepted|revised|version of record online|available online|issue published|posted|online veröffentlicht|veröffentlicht(?: am)?|erschienen(?: am)?|online (?:erschienen|publiziert)|eingegangen|angenommen|mis en ligne(?: le)?|publié en ligne(?: le)?|reçu|accepté|publicado(?: en línea)?|pubblicato(?: online)?|опубликован\w*(?: онлайн)?|дата публикации)\s*[:,]?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DateLabel();

    [GeneratedRegex(@"\b(published online|available online|en ligne|veröffentlicht)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Online();

    [GeneratedRegex(@"10\.\d{4,9}/[^\s""<>|]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DoiName();

    [GeneratedRegex(@"\be?-?ISSN\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Issns();

    [GeneratedRegex(@"\b\d{4}[-–]\d{3}[\dX]\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IssnNumber();

    [GeneratedRegex(@"^(journal|source|information|published in|in|from|zeitschrift|revue)\s*:\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Labels();
}
