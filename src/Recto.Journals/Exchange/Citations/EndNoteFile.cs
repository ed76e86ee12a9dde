using System.Globalization;
using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>EndNote's tagged format (refer): <c>%T Title</c>, records parted by an empty line, lines ended by a line feed, every value in one line.</summary>
internal static class EndNoteFile
{
    public static void Write(IReadOnlyList<CitedWork> works, TextWriter output)
    {
        for (var i = 0; i < works.Count; i++)
        {
            output.Write(i > 0 ? "\n" : "");
            Record(works[i], output);
        }
    }

    private static void Record(CitedWork work, TextWriter output)
    {
        Tag('0', TypeOf(work));
        Names('A', work.Authors);
        Names('E', work.Editors);
        Names('?', work.Translators);
        Tag('T', work.Title ?? CitationWords.CallNumber(work)); // A file of an archive is listed by its call number.
        Tag('Q', work.TranslatedTitle);
        Tag(work.Type == WorkType.Article ? 'J' : 'B', work.Container ?? work.Series);
        Tag('S', work.Container is null ? null : work.Series);
        Tag('D', work.Issued is { } date ? date.From is { } from ? from.Year.ToString("0000", CultureInfo.InvariantCulture) : date.Printed : null);
        Tag('8', work.Issued is { From: { Month: not null } day, To: null } ? day.ToString() : null);
        Tag('V', work.Volume);
        Tag('N', work.Issue);
        Tag('P', PageRange.Of(work.Pages, PageForm.Full)?.Replace('–', '-') ?? work.ArticleNumber);
        Tag('7', work.Edition);
        Tag('I', work.Publisher);
        Tag('C', work.Place ?? work.ArchivePlace);
        Tag('9', work.Genre);
        Tag('~', work.Archive);
        Tag('L', CitationWords.CallNumber(work));
        Tag('@', work.Issn ?? work.Number);
        Tag('R', work.Doi);
        Tag('U', work.Url ?? work.Link);
        Tag('G', work.Language);
        Tag('X', work.Abstract);
        foreach (var keyword in work.Keywords)
        {
            Tag('K', keyword);
        }

        Tag('Z', work.Locator);
        Tag('Z', work.Remark);
        Tag('F', work.Id);

        // A name that is not to be taken apart ends with a comma.
        void Names(char tag, IReadOnlyList<CitedName> names)
        {
            foreach (var name in names)
            {
                Tag(tag, name.IsWhole ? name.Family + "," : name.Given is null ? name.FamilyWithParticles : $"{name.FamilyWithParticles}, {name.Given}{(name.Suffix is null ? "" : ", " + name.Suffix)}");
            }
        }

        void Tag(char tag, string? value)
        {
            if (PrintedText.Line(value) is { } line)
            {
                output.Write($"%{tag} {line}\n");
            }
        }
    }

    private static string TypeOf(CitedWork work) => work.Type switch
    {
        WorkType.Article => "Journal Article",
        WorkType.Newspaper => "Newspaper Article",
        WorkType.Book => work.IsByEditors ? "Edited Book" : "Book",
        WorkType.Chapter => "Book Section",
        WorkType.Thesis => "Thesis",
        WorkType.Archival => "Manuscript",
        WorkType.Report => "Report",
        WorkType.Web => "Web Page",
        WorkType.LegalCase => "Case",
        WorkType.Legislation => "Statute",
        _ => "Generic",
    };
}
