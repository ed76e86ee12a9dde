using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Tells what sort of publication is cited, from the printed words alone.</summary>
internal static class KindRules
{
    // Papers presented to a parliament.
    private static readonly WordSet Commands = new("cmd cmnd cd cm parliamentary");

    private static readonly WordSet Statutes = new("stat act law loi gesetz ley legge lei закон code u.s.c treaty traité vertrag convention");

    /// <summary>The kind of what the draft holds.</summary>
    public static ReferenceKind Of(Draft draft)
    {
        if (draft.IsThesis)
        {
            return ReferenceKind.Thesis;
        }

        if (draft.IsCongress)
        {
            return ReferenceKind.Report;
        }

        if (IsCase(draft) || IsStatute(draft))
        {
            return ReferenceKind.Legal;
        }

        if (!draft.Container.IsEmpty && !draft.TitleIsQuoted && draft.Authors.Count == 0 && Holds(draft, draft.Container, Vocabulary.Sources, 3))
        {
            return ReferenceKind.EditedSource;
        }

        if (!draft.Container.IsEmpty)
        {
            return draft.HasImprint || (draft.IsIn && (draft.Volume.IsEmpty || draft.Editors.Count > 0)) ? ReferenceKind.Chapter
                : IsNewspaper(draft, draft.Container) ? ReferenceKind.Newspaper
                : draft.Url is not null && draft.Volume.IsEmpty && draft.Issue.IsEmpty && draft.Pages.IsEmpty ? ReferenceKind.Web : ReferenceKind.Article;
        }

        if (draft.TitleIsQuoted)
        {
            return draft.HasImprint || draft.IsIn ? ReferenceKind.Chapter : draft.Url is not null ? ReferenceKind.Web : ReferenceKind.Article;
        }

        if (draft.Authors.Count == 0 && IsNewspaper(draft, draft.Title))
        {
            return ReferenceKind.Newspaper;
        }

        if (IsEditedSource(draft))
        {
            return ReferenceKind.EditedSource;
        }

        if (draft.Url is not null && !draft.HasImprint)
        {
            return ReferenceKind.Web;
        }

        return Holds(draft, draft.Title, Vocabulary.Reports, 3) && (!draft.HasImprint || (draft.Authors.Count == 0 && Holds(draft, draft.Title, Commands, 40))) ? ReferenceKind.Report
            : draft.Title.IsEmpty ? ReferenceKind.Unknown : ReferenceKind.Book;
    }

    // "Brown v. Board of Education, 347 U.S. 483 (1954)"
    private static bool IsCase(Draft draft)
    {
        var tokens = draft.Tokens;
        for (var i = draft.Title.From + 1; draft.Authors.Count == 0 && !draft.TitleIsQuoted && i + 1 < draft.Title.To; i++)
        {
            if ((tokens.Is(i, "v") || tokens.Is(i, "vs")) && char.IsLower(tokens.TextOf(i)[0]) && char.IsUpper(tokens.TextOf(i - 1)[0]) && (tokens.Is(i + 1, '.') || char.IsUpper(tokens.TextOf(i + 1)[0])))
            {
                return true;
            }
        }

        return false;
    }

    // "Public Law 94-553, 90 Stat. 2541 (1976)", "Treaty of Versailles, art. 231": no author, no publisher.
    private static bool IsStatute(Draft draft) =>
        draft.Authors.Count == 0 && draft.Editors.Count == 0 && !draft.HasImprint && !draft.TitleIsQuoted && draft.Container.IsEmpty && draft.Url is null && Holds(draft, draft.Title, Statutes, 3) && !draft.IsCongress && !Holds(draft, draft.Title, Vocabulary.Newspapers, 9);

    // The date of a newspaper has a day and a month.
    private static bool IsNewspaper(Draft draft, TokenRange title)
    {
        if (!draft.Container.IsEmpty && draft.Year.Length >= 3 && HoldsMonth(draft))
        {
            return true;
        }

        if (draft.Container.IsEmpty && draft.Authors.Count == 0 && draft.Year.Length >= 3 && !draft.TitleIsQuoted && !title.IsEmpty && !Holds(draft, title, Vocabulary.Documents, 9))
        {
            return NewspaperDate.HasDay(draft.Tokens, draft.Year);
        }

        return !title.IsEmpty && title.Length <= 5 && draft.Volume.IsEmpty && HoldsMonth(draft) && Holds(draft, title, Vocabulary.Newspapers, 5);
    }

    private static bool HoldsMonth(Draft draft) => Vocabulary.Months.IsIn(draft.Tokens, draft.Year);

    // Printed documents without an author, and the works of an author in volumes.
    private static bool IsEditedSource(Draft draft)
    {
        var isSource = Holds(draft, draft.Title, Vocabulary.Sources, 40);
        return (draft.Authors.Count == 0 && isSource) || (draft.HasVolumes && Holds(draft, draft.Title, Vocabulary.Sources, 3));
    }

    private static bool Holds(Draft draft, TokenRange range, WordSet words, int within) => words.IsIn(draft.Tokens, range with { To = Math.Min(range.To, range.From + within) });
}
