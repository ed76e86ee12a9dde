using System.Globalization;
using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>RIS: one tag a line, two blanks before the hyphen, lines ended by CR LF, every value in one line.</summary>
internal static class RisFile
{
    public static void Write(IReadOnlyList<CitedWork> works, TextWriter output)
    {
        foreach (var work in works)
        {
            Record(work, output);
        }
    }

    private static void Record(CitedWork work, TextWriter output)
    {
        Tag("TY", TypeOf(work));
        Tag("ID", work.Id);
        Names("AU", work.Authors);
        Names(work.IsPart ? "A2" : "ED", work.Editors);
        Names("A4", work.Translators);
        Tag("TI", work.Title);
        Tag("TT", work.TranslatedTitle);
        Tag("T2", work.Container ?? work.Series);
        Tag("T3", work.Container is null ? null : work.Series);
        Tag("J2", work.ContainerShort);
        Tag("PY", work.Issued?.From is { } year ? year.Year.ToString("0000", CultureInfo.InvariantCulture) : null);
        Tag("DA", work.Issued?.From is { } day ? Day(day) : null);
        Tag("VL", work.Volume);
        Tag("IS", work.Issue ?? work.Number);
        Tag("SP", work.Pages?.First ?? work.ArticleNumber);
        Tag("EP", work.Pages?.Last);
        Tag("C7", work.ArticleNumber);
        Tag("ET", work.Edition);
        Tag("SN", work.Issn);
        Tag("PB", work.Publisher);
        Tag("CY", work.Place);
        Tag("M3", work.Genre);
        Tag("DB", work.Archive);
        Tag("AV", work.ArchiveLocation);
        Tag("C1", work.ArchiveCollection);
        Tag("C2", work.ArchivePlace);
        Tag("DO", work.Doi);
        Tag("UR", work.Url ?? work.Link);
        Tag("LA", work.Language);
        Tag("AB", work.Abstract);
        foreach (var keyword in work.Keywords)
        {
            Tag("KW", keyword);
        }

        Tag("N1", work.Locator);
        Tag("N1", work.Remark);
        output.Write("ER  - \r\n");

        void Names(string tag, IReadOnlyList<CitedName> names)
        {
            foreach (var name in names)
            {
                Tag(tag, name.IsWhole || (name.Given ?? name.Suffix) is null ? name.FamilyWithParticles : $"{name.FamilyWithParticles}, {name.Given}{(name.Suffix is null ? "" : ", " + name.Suffix)}");
            }
        }

        void Tag(string tag, string? value)
        {
            if (PrintedText.Line(value) is { } line)
            {
                output.Write($"{tag}  - {line}\r\n");
            }
        }
    }

    // YYYY/MM/DD/: as far as it is known, the slashes stay.
    private static string Day(CitedDay day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}/{day.Month:00}/{day.Day:00}/");

    private static string TypeOf(CitedWork work) => work.Type switch
    {
        WorkType.Article => "JOUR",
        WorkType.Newspaper => "NEWS",
        WorkType.Book => "BOOK",
        WorkType.Chapter => "CHAP",
        WorkType.Thesis => "THES",
        WorkType.Archival => "MANSCPT",
        WorkType.Report => "RPRT",
        WorkType.Web => "ELEC",
        WorkType.LegalCase => "CASE",
        WorkType.Legislation => "STAT",
        _ => "GEN",
    };
}
