using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Corrections;

/// <summary>All stretches of text that a reference names: a correction that was kept for another text must not be followed beyond the end of this one.</summary>
internal static class ReferenceSpans
{
    /// <summary>Whether every stretch lies in the text and cuts no character in two.</summary>
    public static bool Fit(Reference reference, string text) => !reference.Span.IsEmpty && Of(reference).Append(reference.Span).All(span => IsIn(span, text));

    private static IEnumerable<TextSpan> Of(Reference reference)
    {
        IEnumerable<Field?> fields = reference switch
        {
            ArchivalReference archival => [archival.Repository, archival.RepositoryName, .. archival.Path, archival.Folio, archival.Series, archival.Description, archival.Date],
            PublishedReference work => [work.Title, work.Container, work.Place, work.Publisher, work.Year, work.Volume, work.Issue, work.Series, work.Edition, work.Doi, work.Url, work.Abbreviation, work.NamedNote],
            BackReference back => [back.Word, back.TargetLabel, back.Title, .. back.Levels.Select(level => level.Value)],
            _ => [],
        };
        var persons = reference is PublishedReference published ? published.Authors.Concat(published.Editors).Concat(published.Translators).Select(person => person.Span) : [];
        return fields.Append(reference.Pages).OfType<Field>().Select(field => field.Span).Concat(persons);
    }

    private static bool IsIn(TextSpan span, string text) => span.Start >= 0 && span.Start <= span.End && span.End <= text.Length && !Cuts(text, span.Start) && !Cuts(text, span.End);

    private static bool Cuts(string text, int at) => at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);
}
