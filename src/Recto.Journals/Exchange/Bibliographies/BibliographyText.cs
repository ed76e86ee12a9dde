using System.Text;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>The bibliography for people, plain text: archives by archive, fonds, series and file; printed sources; literature. Every line ends with the notes that cite the source.</summary>
public static class BibliographyText
{
    /// <summary>Writes it, lines ended by a line feed; nothing where nothing is cited.</summary>
    public static void Write(Bibliography bibliography, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(bibliography);
        ArgumentNullException.ThrowIfNull(output);
        Archives(bibliography.Sorted(SourceGroup.Archives), output);
        Works("Printed sources", bibliography.Sorted(SourceGroup.PrintedSources), output);
        Works("Literature", bibliography.Sorted(SourceGroup.Literature), output);
    }

    private static void Archives(IReadOnlyList<CitedSource> sources, TextWriter output)
    {
        if (sources.Count == 0)
        {
            return;
        }

        output.Write("\nArchives\n");
        string? archive = null;
        string? above = null;
        foreach (var source in sources)
        {
            var name = source.Archive is { Name: { } printed } known ? known.Place is { } place && !printed.Contains(place, StringComparison.OrdinalIgnoreCase) ? $"{printed}, {place}" : printed : "Archive not named";
            if (name != archive)
            {
                output.Write($"  {name}\n");
                (archive, above) = (name, "");
            }

            var over = Above(source);
            if (over != above && over.Length > 0)
            {
                output.Write($"    {over}\n");
            }

            above = over;
            output.Write($"    {(over.Length > 0 ? "  " : "")}{File(source)} [{Notes(source)}]\n");
        }
    }

    private static string Above(CitedSource source)
    {
        var parts = (source.Archive?.Levels ?? []).SkipLast(1).Select(BibliographyLine.NamedLevel).ToList();
        if (source.Archive?.Collection is { } series && source.Archive.Levels.Count > 0 && !source.Archive.Levels.Any(level => series.Contains(level.Value, StringComparison.Ordinal)))
        {
            parts.Insert(0, series);
        }

        return string.Join(", ", parts);
    }

    private static string File(CitedSource source)
    {
        var name = source.Archive is { Levels: [.., var last] } ? BibliographyLine.NamedLevel(last) : source.Archive?.Collection ?? "not further named";
        var described = source.Title is null ? "" : $": {source.Title}{(source.Date is { } date ? ", " + date.Printed : "")}";
        return name + described;
    }

    private static void Works(string heading, IReadOnlyList<CitedSource> sources, TextWriter output)
    {
        var lines = sources.Select(source => (Source: source, Line: Line(source))).Where(pair => pair.Line.Length > 0).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        output.Write($"\n{heading}\n");
        foreach (var (source, line) in lines)
        {
            output.Write($"  {line} [{Notes(source)}]\n");
        }
    }

    private static string Line(CitedSource source)
    {
        var line = new StringBuilder();
        foreach (var piece in BibliographyLine.Of(source))
        {
            line.Append(piece.Text);
        }

        return line.ToString().TrimEnd();
    }

    private static string Notes(CitedSource source)
    {
        var labels = source.Mentions.DistinctBy(mention => mention.NoteIndex).Select(mention => mention.NoteLabel).ToList();
        return (labels.Count == 1 ? "note " : "notes ") + string.Join(", ", labels);
    }
}
