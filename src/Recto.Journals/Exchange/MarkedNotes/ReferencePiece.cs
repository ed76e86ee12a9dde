using System.Xml.Linq;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>A piece of a bibliography's line as JATS.</summary>
internal static class ReferencePiece
{
    /// <summary>The node.</summary>
    public static XNode Of(LinePiece piece, CitedSource source) => piece.Role switch
    {
        LineRole.Author or LineRole.Editor or LineRole.Translator => Person(piece),
        LineRole.PartTitle when source.Kind == ReferenceKind.Archival => Named("description", piece.Text),
        LineRole.PartTitle => new XElement(source.Kind == ReferenceKind.Chapter ? "chapter-title" : "article-title", piece.Text),
        LineRole.Title or LineRole.Container => new XElement("source", new XElement("italic", piece.Text)),
        LineRole.Place => new XElement("publisher-loc", piece.Text),
        LineRole.Publisher => new XElement("publisher-name", piece.Text),
        LineRole.Date when source.Kind == ReferenceKind.Archival => Named("date", piece.Text),
        LineRole.Date => source.Date is { From: not null } ? new XElement("year", piece.Text) : new XElement("string-date", piece.Text),
        LineRole.Volume => new XElement("volume", piece.Text),
        LineRole.Issue => new XElement("issue", piece.Text),
        LineRole.Series => new XElement("series", piece.Text),
        LineRole.Edition => new XElement("edition", piece.Text),
        LineRole.FirstPage => new XElement("fpage", piece.Text),
        LineRole.LastPage => new XElement("lpage", piece.Text),
        LineRole.Doi => new XElement("pub-id", new XAttribute("pub-id-type", "doi"), piece.Text),
        LineRole.Url => new XElement("uri", piece.Text),
        LineRole.Archive => Named("archive", piece.Text),
        LineRole.ArchivePlace => Named("archive-place", piece.Text),
        LineRole.ArchiveSeries => Named("series", piece.Text),
        LineRole.Level => Named(ArchivalMarks.LevelWord(piece.Level), piece.Text),
        _ => new XText(piece.Text),
    };

    private static XElement Named(string type, string text) => new("named-content", new XAttribute("content-type", type), text);

    /// <summary>The <c>person-group-type</c> of a piece; null for what names nobody.</summary>
    public static string? GroupOf(LineRole role) => role switch { LineRole.Author => "author", LineRole.Editor => "editor", LineRole.Translator => "translator", _ => null };

    private static XElement Person(LinePiece piece) => piece.Name!.IsBody ? new XElement("collab", piece.Text) : new XElement("string-name", Parts(piece.Name, piece));

    // Particles stay where the line has them: before the surname, or behind the given names.
    private static List<object> Parts(CitedName name, LinePiece piece)
    {
        if (name.IsWhole || (name.Given ?? name.Suffix) is null)
        {
            return [new XElement("surname", piece.Text)];
        }

        var surname = new XElement("surname", piece.IsInverted ? (name with { Dropping = null }).FamilyWithParticles : name.FamilyWithParticles);
        var given = piece.IsInverted && name.Dropping is { } dropped ? $"{name.Given} {dropped}".TrimStart() : name.Given;
        List<object> parts = given is null ? [surname] : piece.IsInverted ? [surname, ", ", new XElement("given-names", given)] : [new XElement("given-names", given), " ", surname];
        if (name.Suffix is { } suffix)
        {
            parts.AddRange([piece.IsInverted ? ", " : " ", new XElement("suffix", suffix)]);
        }

        return parts;
    }
}
