using System.CommandLine;
using Recto.App.Shell;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;
using Recto.Notes;
using Recto.Notes.Text;

namespace Recto.App.Features.Notes;

/// <summary>Reads the notes of one document: given by whoever puts the program together.</summary>
/// <param name="bytes">The document.</param>
/// <param name="fileName">Its name.</param>
/// <returns>The notes; or null and why the document cannot be used.</returns>
internal delegate (IReadOnlyList<Note>? Notes, string? Refusal) ReadDocument(ReadOnlySpan<byte> bytes, string fileName);

/// <summary>Reads the notes of one document and the year in which it appeared: given by whoever puts the program together.</summary>
/// <param name="bytes">The document.</param>
/// <param name="fileName">Its name.</param>
/// <returns>The notes, and the year or null; or null and why the document cannot be used.</returns>
internal delegate (IReadOnlyList<Note>? Notes, int? Year, string? Refusal) ReadDated(ReadOnlySpan<byte> bytes, string fileName);

/// <summary>How documents are read: given by whoever puts the program together.</summary>
/// <param name="Notes">Their notes.</param>
/// <param name="Dated">Their notes and year.</param>
/// <param name="Whole">All of them.</param>
/// <param name="Map">Where their notes stand in the file.</param>
internal sealed record NoteDoors(ReadDocument Notes, ReadDated Dated, ReadWhole Whole, MapDocument Map);

/// <summary><c>recto notes …</c>: needs no database and leaves nothing behind but the file that <c>check --fix</c> is asked for.</summary>
internal static class NotesCommand
{
    /// <summary>A document larger than this is no article.</summary>
    private const long Largest = 128L * 1024 * 1024;

    public static Command Create(Terminal terminal, NoteDoors doors) => new("notes", "Read, check and label notes; no database is needed and nothing is left behind")
    {
        Read(terminal, doors.Notes, doors.Whole),
        CheckCommand.Create(terminal, doors),
        LabelCommand.Create(terminal),
        TrainCommand.Create(terminal),
        EvaluateCommand.Create(terminal),
    };

    internal static Argument<string> Document() => new("PATH") { Description = "JATS/NLM or TEI XML, Word (.docx), Markdown, a saved article page (.txt, .html), or a text of numbered notes; - is standard input" };

    private static Command Read(Terminal terminal, ReadDocument read, ReadWhole whole)
    {
        var path = Document();
        var format = new Option<string>("--format") { Description = "How to write it: json (one note a line), text (for people, with a bibliography), csl (CSL-JSON), bibtex, ris, jats (the document with its references marked), tei", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong(["json", "text", .. NotesExport.Formats, "jats"]);
        var command = new Command("read", "Write what every note cites and what its back references mean") { path, format };
        command.SetAction(parsed =>
        {
            var asked = parsed.GetValue(format)!;
            ArticleDocument? document = null;
            if (Open(parsed.GetValue(path)!, terminal, asked == "jats" ? Keep : read, out var code) is not { } notes)
            {
                return code;
            }

            var engine = new NotesEngine();
            var apparatus = engine.Read(notes);
            if (NotesExport.Formats.Contains(asked))
            {
                NotesExport.Write(asked, apparatus, engine, Title(parsed.GetValue(path)!), terminal.Out);
                return CheckNotes.Clean;
            }

            if (document is not null)
            {
                NotesExport.WriteJats(document, apparatus, engine, terminal.Out);
                return CheckNotes.Clean;
            }

            if (asked == "text")
            {
                ReadNotes.WriteText(apparatus, terminal.Out);
                BibliographyText.Write(Bibliography.Of(apparatus, engine.Directory), terminal.Out);
                return CheckNotes.Clean;
            }

            using var json = new MemoryStream();
            ReadNotes.WriteJson(apparatus, json);
            terminal.Out.Write(System.Text.Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length));
            return CheckNotes.Clean;

            (IReadOnlyList<Note>? Notes, string? Refusal) Keep(ReadOnlySpan<byte> bytes, string fileName)
            {
                (document, var refusal) = whole(bytes, fileName);
                return (document is null ? null : [.. NoteExtractor.Extract(document).Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)], refusal);
            }
        });
        return command;
    }

    private static string Title(string path) => path == "-" ? "Notes" : Path.GetFileName(path);

    private static IReadOnlyList<Note>? Open(string path, Terminal terminal, ReadDocument read, out int code)
    {
        code = CheckNotes.Unusable;
        if (Bytes(path, terminal) is not { } bytes)
        {
            return null;
        }

        var (notes, refusal) = read(bytes, Path.GetFileName(path));
        if (notes is null)
        {
            RefuseUnread(terminal, path, refusal);
        }

        return notes;
    }

    /// <summary>Says why a document cannot be read.</summary>
    internal static void RefuseUnread(Terminal terminal, string path, string? refusal) => terminal.Refuse($"“{path}” cannot be read: {refusal}");

    /// <summary>The bytes of a document; null where there is none to be had, and then it is said why.</summary>
    internal static byte[]? Bytes(string path, Terminal terminal)
    {
        if (path.Length > 1 && path[0] == '-' && !File.Exists(path))
        {
            terminal.Refuse($"“{path}” is no option here; --help says what can be given.");
            return null;
        }

        if (path != "-" && !File.Exists(path))
        {
            terminal.Refuse(Directory.Exists(path) ? $"“{path}” is a folder: give one document." : $"“{path}” does not exist; check the path.");
            return null;
        }

        if (ReadAll(path, terminal) is { } bytes)
        {
            return bytes;
        }

        terminal.Refuse($"“{path}” is larger than {Largest / (1024 * 1024)} MB, more than an article ever is.");
        return null;
    }

    private static byte[]? ReadAll(string path, Terminal terminal)
    {
        if (path != "-")
        {
            return new FileInfo(path).Length > Largest ? null : File.ReadAllBytes(path);
        }

        using var input = terminal.In();
        using var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            copy.Write(buffer.AsSpan(0, read));
            if (copy.Length > Largest)
            {
                return null;
            }
        }

        return copy.ToArray();
    }
}
