using System.Text.RegularExpressions;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>The types of CSL 1.0.2.</summary>
internal static partial class CslTypes
{
    /// <summary>The type of a source.</summary>
    public static string Of(CitedSource source) => source.Kind switch
    {
        ReferenceKind.Book => "book",
        ReferenceKind.Chapter => "chapter",
        ReferenceKind.Article => "article-journal",
        ReferenceKind.Newspaper => "article-newspaper",
        ReferenceKind.Thesis => "thesis",
        ReferenceKind.EditedSource => source.Container is null ? "book" : "chapter",
        ReferenceKind.Archival => "manuscript",
        ReferenceKind.Report => "report",
        ReferenceKind.Web => "webpage",
        ReferenceKind.Legal => IsCase(source) ? "legal_case" : IsTreaty(source) ? "treaty" : "legislation",
        _ => "document",
    };

    /// <summary>Whether a legal source is a case: parties, or reports in which it stands.</summary>
    public static bool IsCase(CitedSource source) => Versus().IsMatch(source.Title ?? "") || (source.Title is not null && source.Container is not null && !Act().IsMatch(source.Title));

    /// <summary>The number alone where it begins with one, as CSL wants it: <c>2nd ed.</c> is <c>2</c>; else as printed.</summary>
    public static string? Edition(string? printed) => printed is { Length: < 100 } && Ordinal().Match(printed) is { Success: true } match ? match.Groups["number"].Value : printed;

    private static bool IsTreaty(CitedSource source) => Treaty().IsMatch(source.Title ?? "");

    // Barclays Bank v. O’Brien   Roe vs Wade   Müller gegen Meier
    [GeneratedRegex(@"\s(v\.?|vs\.?|c\.|gegen)\s", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Versus();

    [GeneratedRegex(@"\b(Act|Ordinance|Statute|Law|Loi|Gesetz|Legge|Ley|Lei|Закон|Regulation|Directive|Decree|Décret|Code)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Act();

    [GeneratedRegex(@"\b(Treaty|Convention|Traité|Vertrag|Trattato|Tratado|Договор|Covenant|Protocol)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Treaty();

    // 2nd ed.   2. Aufl.   3e éd.   2-е изд.
    [GeneratedRegex(@"^(?<number>\d{1,3})(st|nd|rd|th|e|ème|re|ª|a|º|-е)?\.?\s*(\(?(rev(ised|\.)?|édn?|edn?|edition|éd(ition)?|Aufl(age)?|ed(iz(ione)?|ición|ição)?|изд(ание)?)\.?\)?\s*)*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Ordinal();
}
