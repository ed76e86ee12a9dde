using System.Globalization;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>RIS: one record a source, one tag a line, lines ended by CR LF. Archives are <c>MANSCPT</c> with <c>DB</c> (archive), <c>AV</c> (call number), <c>C1</c> (fonds or series).</summary>
public static class RisRecords
{
    /// <summary>Writes the records in order of first mention.</summary>
    public static void Write(Bibliography bibliography, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(bibliography);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var source in bibliography.Sources)
        {
            Record(output, source);
        }
    }

    private static void Record(TextWriter output, CitedSource source)
    {
        Tag("TY", TypeOf(source));
        Tag("ID", source.Id);
        Names("AU", source.Authors);
        Names("ED", source.Editors);
        Names("A4", source.Translators);
        Tag("TI", source.DisplayTitle);
        Tag("T2", source.Container ?? (source.Kind is ReferenceKind.Book or ReferenceKind.EditedSource or ReferenceKind.Report ? source.Series : null));
        Tag("T3", source.Container is not null ? source.Series : null);
        Tag("ST", source.Abbreviation);
        Tag("CY", source.Place);
        Tag("PB", source.Publisher);
        Tag("ET", source.Edition);
        Tag("PY", source.Date is { From: { } from } ? from.Year.ToString("0000", CultureInfo.InvariantCulture) : null);
        Tag("DA", source.Date is { From: { } day } ? DayOf(day, source.Date) : source.Date?.Printed is { } printed ? "///" + printed : null);
        Tag("VL", source.Volume);
        Tag("IS", source.Issue);
        Tag("SP", source.Pages?.First);
        Tag("EP", source.Pages?.Last);
        Tag("DO", source.Doi);
        Tag("UR", source.Url);
        Tag("DB", source.Archive?.Name);
        Tag("AV", source.Archive?.CallNumber);
        Tag("CN", source.Archive?.CallNumber);
        Tag("C1", source.Archive?.Collection);
        Tag("C2", source.Archive?.Place);
        Tag("N1", MentionWords.Of(source));
        Tag("ER", "");

        void Names(string tag, IReadOnlyList<CitedName> names)
        {
            foreach (var name in names)
            {
                Tag(tag, name.IsWhole || name.Given is null && name.Suffix is null ? name.FamilyWithParticles : $"{name.FamilyWithParticles}, {name.Given}{(name.Suffix is null ? "" : ", " + name.Suffix)}");
            }
        }

        void Tag(string tag, string? value)
        {
            if (value is not null)
            {
                output.Write($"{tag}  - {value}\r\n");
            }
        }
    }

    // YYYY/MM/DD/words: the words where the calendar does not say all.
    private static string DayOf(CitedDay day, CitedDate date) => string.Create(CultureInfo.InvariantCulture,
        $"{day.Year:0000}/{day.Month:00}/{day.Day:00}/{(date.To is null && date.YearSuffix is null && !date.IsCirca ? "" : date.Printed)}");

    private static string TypeOf(CitedSource source) => source.Kind switch
    {
        ReferenceKind.Book => "BOOK",
        ReferenceKind.Chapter => "CHAP",
        ReferenceKind.EditedSource => source.Container is null ? "BOOK" : "CHAP",
        ReferenceKind.Article => "JOUR",
        ReferenceKind.Newspaper => "NEWS",
        ReferenceKind.Thesis => "THES",
        ReferenceKind.Report => "RPRT",
        ReferenceKind.Web => "ELEC",
        ReferenceKind.Legal => CslTypes.IsCase(source) ? "CASE" : "STAT",
        ReferenceKind.Archival => "MANSCPT",
        _ => "GEN",
    };
}
