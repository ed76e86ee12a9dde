using Recto.Notes.References;

namespace Recto.Journals.Works;

/// <summary>In which way one work has to do with another.</summary>
public enum WorkRelation
{
    /// <summary>The other is the book in which it stands.</summary>
    Book = 1,

    /// <summary>The other stands in it.</summary>
    Part,

    /// <summary>The other is another edition or volume of it.</summary>
    Edition,

    /// <summary>The same articles cite both.</summary>
    Together,
}

/// <summary>Tells books from their chapters, and editions and volumes of one thing.</summary>
public static class WorkRelations
{
    /// <summary>What the other is to the first; null where they have nothing to do with each other, or are the same.</summary>
    public static WorkRelation? Of(WorkShape work, WorkShape other)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(other);
        return IsPartOf(work, other) ? WorkRelation.Book : IsPartOf(other, work) ? WorkRelation.Part : WorkComparison.Of(work, other).IsKin ? WorkRelation.Edition : null;
    }

    // The title of the book, and where both print them an editor in common and the same year.
    private static bool IsPartOf(WorkShape part, WorkShape book)
    {
        if (!part.IsPart || book.IsPart || part.Record.Kind is ReferenceKind.Article or ReferenceKind.Newspaper || book.Record.Kind is not (ReferenceKind.Book or ReferenceKind.EditedSource))
        {
            return false;
        }

        var fit = TitleFit.Of(part.Container, book.Title);
        if (fit.Kind is not (TitleFitKind.Same or TitleFitKind.Begins) || fit.Shared < 1)
        {
            return false;
        }

        var isSameYear = part.Year is not { } year || book.Year is not { } its || (year <= book.LastYear && its <= part.LastYear);
        var people = part.Editors.Length == 0 || book.People.Length == 0 || part.Editors.Any(editor => book.Authors.Concat(book.Editors).Any(person => person.Family == editor.Family));
        return isSameYear && people && (fit.Shared >= 2 || part.Editors.Length > 0);
    }
}
