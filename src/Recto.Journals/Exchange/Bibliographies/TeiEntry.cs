using System.Xml.Linq;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>A source as a <c>bibl</c> of TEI.</summary>
internal static class TeiEntry
{
    /// <summary>The entry.</summary>
    /// <param name="source">The source.</param>
    /// <param name="id">Its id in the document.</param>
    /// <param name="notes">Ids of the notes, by their index.</param>
    public static XElement Of(CitedSource source, string id, IReadOnlyList<string> notes)
    {
        var entry = new XElement(TeiMarkup.Tei + "bibl", new XAttribute(XNamespace.Xml + "id", id), new XAttribute("type", ReferenceWords.Of(source.Kind)));
        if (source.Archive is { } archive)
        {
            entry.Add(archive.Name is null && archive.Place is null && archive.Collection is null ? Named("idno", new XAttribute("type", "callNumber"), archive.CallNumber) : Identifier(archive));
            entry.Add(source.Title is { } title ? [" ", new XElement(TeiMarkup.Tei + "title", new XAttribute("level", "u"), title)] : Array.Empty<object>());
            entry.Add(source.Date is { } date ? [", ", TeiMarkup.Date(date.Printed, date)] : Array.Empty<object>());
        }
        else
        {
            Work(entry, source);
        }

        entry.Add(" ", Mentions(source, notes));
        return entry;
    }

    private static XElement Identifier(CitedArchive archive) => new(TeiMarkup.Tei + "msIdentifier",
        Named("country", archive.Country is null ? null : new XAttribute("key", archive.Country), archive.Country),
        Named("settlement", null, archive.Place),
        Named("repository", archive.RepositoryId is null ? null : new XAttribute("key", archive.RepositoryId), archive.Name),
        Named("collection", null, archive.Collection),
        Named("idno", new XAttribute("type", "callNumber"), archive.CallNumber));

    private static XElement? Named(string name, XAttribute? attribute, string? text) => text is null ? null : new XElement(TeiMarkup.Tei + name, attribute, text);

    private static void Work(XElement entry, CitedSource source)
    {
        var pieces = BibliographyLine.Of(source);
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].Role == LineRole.FirstPage && source.Pages is var (first, last))
            {
                entry.Add(new XElement(TeiMarkup.Tei + "biblScope", new XAttribute("unit", "page"), new XAttribute("from", first), new XAttribute("to", last), $"{first}–{last}"));
                while (pieces[i].Role != LineRole.LastPage)
                {
                    i++;
                }

                continue;
            }

            entry.Add(Piece(pieces[i], source));
        }
    }

    private static XNode Piece(LinePiece piece, CitedSource source) => piece.Role switch
    {
        LineRole.Author => new XElement(TeiMarkup.Tei + "author", Person(piece)),
        LineRole.Editor => new XElement(TeiMarkup.Tei + "editor", Person(piece)),
        LineRole.Translator => new XElement(TeiMarkup.Tei + "editor", new XAttribute("role", "translator"), Person(piece)),
        LineRole.PartTitle => Title("a", piece.Text),
        LineRole.Title => Title(source.Kind == ReferenceKind.Thesis ? "u" : "m", piece.Text),
        LineRole.Container => Title(source.Kind is ReferenceKind.Article or ReferenceKind.Newspaper ? "j" : "m", piece.Text),
        LineRole.Series => Title("s", piece.Text),
        LineRole.Place => new XElement(TeiMarkup.Tei + "pubPlace", piece.Text),
        LineRole.Publisher => new XElement(TeiMarkup.Tei + "publisher", piece.Text),
        LineRole.Date => TeiMarkup.Date(piece.Text, source.Date),
        LineRole.Volume => Scope("volume", piece.Text),
        LineRole.Issue => Scope("issue", piece.Text),
        LineRole.Edition => new XElement(TeiMarkup.Tei + "edition", piece.Text),
        LineRole.Doi => new XElement(TeiMarkup.Tei + "idno", new XAttribute("type", "DOI"), piece.Text),
        LineRole.Url => new XElement(TeiMarkup.Tei + "idno", new XAttribute("type", "URI"), piece.Text),
        _ => new XText(piece.Text),
    };

    private static XElement Title(string level, string text) => new(TeiMarkup.Tei + "title", new XAttribute("level", level), text);

    private static XElement Scope(string unit, string text) => new(TeiMarkup.Tei + "biblScope", new XAttribute("unit", unit), text);

    private static XElement Person(LinePiece piece)
    {
        var name = piece.Name!;
        if (name.IsWhole)
        {
            return new XElement(TeiMarkup.Tei + (name.IsBody ? "orgName" : "persName"), piece.Text);
        }

        var person = new XElement(TeiMarkup.Tei + "persName");
        XElement? Part(string element, string? text) => text is null ? null : new XElement(TeiMarkup.Tei + element, text);
        var (forename, dropping, staying, surname, suffix) = (Part("forename", name.Given), Part("nameLink", name.Dropping), Part("nameLink", name.NonDropping), Part("surname", name.Family), Part("genName", name.Suffix));
        Add(piece.IsInverted ? [staying, surname, forename, dropping, suffix] : [forename, dropping, staying, surname, suffix], piece.IsInverted ? surname : null);
        return person;

        void Add(XElement?[] parts, XElement? beforeComma)
        {
            var isComma = false;
            foreach (var part in parts.OfType<XElement>())
            {
                if (person.HasElements)
                {
                    person.Add(isComma || (piece.IsInverted && part == suffix) ? ", " : person.LastNode is XElement { Value: [.., '’' or '\'' or '-'] } ? "" : " ");
                }

                person.Add(part);
                isComma = part == beforeComma;
            }
        }
    }

    // Pointers in an attribute: a ref to a note would be one more call of it.
    private static XElement Mentions(CitedSource source, IReadOnlyList<string> notes) => new(TeiMarkup.Tei + "note", new XAttribute("type", "mentions"),
        new XAttribute("corresp", string.Join(' ', source.Mentions.Select(mention => "#" + notes[mention.NoteIndex]).Distinct())), MentionWords.Of(source));
}
