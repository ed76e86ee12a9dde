using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Issues;
using Recto.Notes.Archives;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Html;

/// <summary>One source as a line of HTML, Recto's own words marked (<see cref="WordMarks"/>).</summary>
public static class SourceLine
{
    /// <summary>A published work as its fullest mention prints it, each part ended by a full stop and a blank.</summary>
    /// <param name="work">The mention.</param>
    /// <param name="address">Where its title leads; null for nowhere.</param>
    public static string Of(PublishedReference work, string? address)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Work(work, address).ToString();
    }

    /// <summary>The levels of a unit with their names, encoded: <c>fond 558, opis 11, delo 431</c>; empty where the mention prints none.</summary>
    /// <param name="unit">The mention.</param>
    /// <param name="archive">Its archive; null where it is not known.</param>
    public static string Of(ArchivalReference unit, Repository? archive)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return new Markup().Text(SourceWords.Path(unit, archive, withLeaf: false)).ToString();
    }

    internal static Markup Work(PublishedReference work, string? address)
    {
        var html = new Markup();
        var named = work.Title is null && work.Container is null;
        if (work.Authors.Count > 0)
        {
            Sentence(html, SourceWords.Names(work.Authors, familyFirst: true), named ? address : null);
        }

        if (work.Title is { } title)
        {
            var isPart = work.Kind is ReferenceKind.Article or ReferenceKind.Chapter or ReferenceKind.Newspaper && work.Container is not null;
            Linked(html, new Markup().Element(isPart ? "span" : "cite", isPart ? $"‘{title.Text}’" : title.Text), address)
                .Text(title.Text.AsSpan().TrimEnd("’”\"»").EndsWith(".") || title.Text.EndsWith('?') ? " " : ". ");
        }

        if (work.Container is { } container)
        {
            var book = Linked(new Markup(), new Markup().Element("cite", container.Text), work.Title is null ? address : null);
            _ = work.Kind == ReferenceKind.Chapter ? html.Say(Words.InBook, book) : html.Add(book);
            html.Text(IssueNumbers.Of(work.Volume?.Text, work.Issue?.Text) is { Length: > 0 } place ? $" {place}" : "");
            html.Text(work.Kind is ReferenceKind.Article && work.Year is { } date ? $" ({date.Text}). " : ". ");
        }

        if (work.Editors.Count > 0)
        {
            html.Say(Words.EditedBy, SourceWords.Names(work.Editors, familyFirst: false).TrimEnd('.')).Text(". ");
        }

        var imprint = string.Join(": ", new[] { work.Place?.Text, work.Publisher?.Text }.Where(part => part is not null));
        var isDated = work.Kind is ReferenceKind.Article && work.Container is not null;
        Sentence(html, string.Join(' ', new[] { imprint, isDated ? null : work.Year?.Text }.Where(part => !string.IsNullOrEmpty(part))), null);
        return html;
    }

    private static Markup Linked(Markup html, Markup words, string? address) => address is null ? html.Add(words) : html.Open("a", ("href", address)).Add(words).Close("a");

    private static void Sentence(Markup html, string text, string? address)
    {
        if (text.Length > 0)
        {
            Linked(html, new Markup().Text(text), address).Text(text.EndsWith('.') ? " " : ". ");
        }
    }
}
