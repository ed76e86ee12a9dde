using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>
/// Rules first, for they say why and are sure of what notes have and lists have not (short titles, cases, abbreviations); where they are unsure of a full reference, the trained labeller is asked, and its reading is taken where
/// it accounts for more of the words.
/// </summary>
internal sealed class CombinedReader(IFieldReader rules, IFieldReader labelled) : IFieldReader
{
    // Below this the rules are asked to be confirmed.
    private const double Sure = 0.8;

    /// <inheritdoc/>
    public PublishedReference? Read(NoteTokens tokens, TokenRange within, KnownWorks known, bool isAuthorNamed = false)
    {
        var byRules = rules.Read(tokens, within, known, isAuthorNamed);
        if (isAuthorNamed || byRules is null || byRules.Confidence >= Sure || byRules.Form != ReferenceForm.Full || !IsPlain(byRules.Kind))
        {
            return byRules;
        }

        return labelled.Read(tokens, within, known) is { Form: ReferenceForm.Full } byLabels && IsPlain(byLabels.Kind) && Accounted(byLabels) > Accounted(byRules) ? byLabels : byRules;
    }

    // A paper of Congress, a case, a newspaper are told by words of their own, which the rules know.
    private static bool IsPlain(ReferenceKind kind) => kind is ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.Article or ReferenceKind.Unknown;

    // How many of the note's characters stand in a field.
    private static int Accounted(PublishedReference reference)
    {
        var sum = reference.Authors.Sum(person => person.Span.Length) + reference.Editors.Sum(person => person.Span.Length) + reference.Translators.Sum(person => person.Span.Length);
        foreach (var field in new[] { reference.Title, reference.Container, reference.Place, reference.Publisher, reference.Year, reference.Volume, reference.Issue, reference.Pages, reference.Series, reference.Edition, reference.Url, reference.Doi })
        {
            sum += field?.Span.Length ?? 0;
        }

        return sum;
    }
}
