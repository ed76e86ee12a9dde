using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>
/// The rules say whether a stretch cites anything, and as what; the fields of every full book, chapter and article, and of what might be one, are read by the trained labeller, which is told what the rules say of each word.
/// What the labeller has not learnt stays with the rules: short forms, cases, newspapers, papers of a congress, a title behind <c>Ders.</c>
/// </summary>
internal sealed class CombinedReader(IFieldReader rules, LabelledReader labelled) : IFieldReader
{
    /// <inheritdoc/>
    public PublishedReference? Read(NoteTokens tokens, TokenRange within, KnownWorks known, bool isAuthorNamed = false)
    {
        var byRules = rules.Read(tokens, within, known, isAuthorNamed);
        if (isAuthorNamed || byRules is not { Form: ReferenceForm.Full } || !IsPlain(byRules.Kind))
        {
            return byRules;
        }

        return labelled.Read(tokens, within, known, byRules) is { Form: ReferenceForm.Full } byLabels && IsPlain(byLabels.Kind) && Persons(byLabels) >= Persons(byRules) && !FieldUnion.AreAtOdds(byLabels, byRules)
            ? FieldUnion.Of(byLabels, byRules)
            : byRules;
    }

    // Persons whom the rules have seen do not vanish.
    private static int Persons(PublishedReference reference) => reference.Authors.Count + reference.Editors.Count + reference.Translators.Count;

    // A paper of Congress, a case, a newspaper are told by words of their own, which the rules know.
    private static bool IsPlain(ReferenceKind kind) => kind is ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.Article or ReferenceKind.Unknown;
}
