using System.Text;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes;
using Recto.Notes.Resolution;

namespace Recto.App.Features.Notes;

/// <summary>Writes the apparatus of a document in the formats of bibliographies: <c>recto notes read --format csl|bibtex|ris</c>.</summary>
internal static class NotesExport
{
    /// <summary>The formats written here.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csl", "bibtex", "ris"];

    /// <summary>Writes; the format is one of <see cref="Formats"/>.</summary>
    public static void Write(string format, Apparatus apparatus, NotesEngine engine, TextWriter output)
    {
        var bibliography = Bibliography.Of(apparatus, engine.Directory);
        switch (format)
        {
            case "csl":
                using (var json = new MemoryStream())
                {
                    CslItems.Write(bibliography, json);
                    output.Write(Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length));
                }

                break;
            case "bibtex":
                BibTexEntries.Write(bibliography, output);
                break;
            case "ris":
                RisRecords.Write(bibliography, output);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(format);
        }
    }
}
