using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Composes the line of a source in a bibliography: the words are the author's, the order and the signs between them ours.</summary>
internal sealed class BibliographyLine
{
    private readonly List<LinePiece> _pieces = [];

    private BibliographyLine() { }

    /// <summary>The line in pieces; empty where nothing is told.</summary>
    public static IReadOnlyList<LinePiece> Of(CitedSource source)
    {
        var line = new BibliographyLine();
        if (source.Archive is { } archive)
        {
            line.Unit(source, archive);
        }
        else
        {
            line.Work(source);
        }

        if (line._pieces is [.., { Role: LineRole.Words } last])
        {
            line._pieces[^1] = last with { Text = last.Text.TrimEnd() };
        }

        return line._pieces;
    }

    /// <summary>Level names and values of a call number without what stands above: <c>delo 431</c>.</summary>
    public static string NamedLevel((string? Name, string Value) level) =>
        level.Name is null || level.Value.StartsWith(level.Name, StringComparison.OrdinalIgnoreCase) ? level.Value : $"{level.Name} {level.Value}";

    private void Unit(CitedSource source, CitedArchive archive)
    {
        Add(LineRole.Archive, archive.Name, after: "");
        if (archive.Place is { } place && archive.Name?.Contains(place, StringComparison.OrdinalIgnoreCase) != true)
        {
            Part(LineRole.ArchivePlace, place);
        }

        if (archive.Collection is { } series && !archive.Levels.Any(level => series.Contains(level.Value, StringComparison.Ordinal)))
        {
            Part(LineRole.ArchiveSeries, series);
        }

        foreach (var (name, value) in archive.Levels)
        {
            Words(_pieces.Count > 0 ? ", " : "");
            var isNamed = name is not null && !value.StartsWith(name, StringComparison.OrdinalIgnoreCase);
            Words(isNamed ? name + " " : "");
            _pieces.Add(new LinePiece(LineRole.Level, value, Level: name));
        }

        Stop();
        if (source.Title is { } title)
        {
            Add(LineRole.PartTitle, title, after: "");
            Part(LineRole.Date, source.Date?.Printed);
            Stop();
        }
    }

    private void Work(CitedSource source)
    {
        var byEditors = source.Authors.Count == 0 && source.Editors.Count > 0 && source.Container is null;
        Names(LineRole.Author, source.Authors, isInverted: true);
        if (byEditors)
        {
            Names(LineRole.Editor, source.Editors, isInverted: true);
            Words(source.Editors.Count == 1 ? " (ed.), " : " (eds.), ");
        }

        Stop();
        if (source.Title is { } title)
        {
            Words(source.Container is null ? "" : "‘");
            _pieces.Add(new LinePiece(source.Container is null ? LineRole.Title : LineRole.PartTitle, title));
            Words(source.Container is null ? "" : "’");
            Stop();
        }

        var isJournal = source.Kind is ReferenceKind.Article or ReferenceKind.Newspaper && source.Container is not null;
        if (source.Container is { } container)
        {
            Words(isJournal || source.Title is null ? "" : "In ");
            _pieces.Add(new LinePiece(LineRole.Container, container));
        }

        if (isJournal)
        {
            Journal(source);
        }
        else
        {
            Book(source, byEditors);
        }

        Add(LineRole.Doi, source.Doi, before: "doi:", after: ". ");
        Add(LineRole.Url, source.Url, after: ". ");
    }

    private void Journal(CitedSource source)
    {
        Add(LineRole.Volume, source.Volume, before: " ", after: "");
        Add(LineRole.Issue, source.Issue, before: source.Volume is null ? " " : "/", after: "");
        if (source.Date is { } date)
        {
            var isDay = source.Kind == ReferenceKind.Newspaper;
            Add(LineRole.Date, date.Printed, before: isDay ? ", " : " (", after: isDay ? "" : ")");
        }

        Pages(source, ": ");
        Stop();
    }

    private void Book(CitedSource source, bool byEditors)
    {
        if (source.Container is not null)
        {
            Words(source.Editors.Count > 0 ? ", ed. " : "");
            Names(LineRole.Editor, source.Editors, isInverted: false);
            Stop();
        }
        else if (!byEditors && source.Editors.Count > 0)
        {
            Words("Ed. ");
            Names(LineRole.Editor, source.Editors, isInverted: false);
            Stop();
        }

        if (source.Translators.Count > 0)
        {
            Words("Trans. ");
            Names(LineRole.Translator, source.Translators, isInverted: false);
            Stop();
        }

        Add(LineRole.Edition, source.Edition, after: ". ");
        Add(LineRole.Series, source.Series, after: ". ");
        Add(LineRole.Volume, source.Volume, before: source.Volume is { Length: > 0 } volume && char.IsLetter(volume[0]) && volume.Contains(' ', StringComparison.Ordinal) ? "" : "Vol. ", after: ". ");
        Add(LineRole.Place, source.Place, after: source.Publisher is not null ? ": " : source.Date is not null ? " " : "");
        Add(LineRole.Publisher, source.Publisher, after: source.Date is not null ? ", " : "");
        Add(LineRole.Date, source.Date?.Printed, after: "");
        Pages(source, ", ");
        Stop();
    }

    private void Pages(CitedSource source, string before)
    {
        if (source.Pages is var (first, last))
        {
            Add(LineRole.FirstPage, first, before, after: "–");
            _pieces.Add(new LinePiece(LineRole.LastPage, last));
        }
    }

    private void Names(LineRole role, IReadOnlyList<CitedName> names, bool isInverted)
    {
        for (var i = 0; i < names.Count; i++)
        {
            Words(i == 0 ? "" : i < names.Count - 1 ? ", " : isInverted && names.Count == 2 && !names[0].IsWhole && names[0].Given is not null ? ", and " : " and ");
            var inverted = isInverted && i == 0 && !names[i].IsWhole;
            _pieces.Add(new LinePiece(role, inverted ? names[i].Inverted : names[i].Plain, names[i], inverted));
        }
    }

    private void Part(LineRole role, string? text) => Add(role, text, before: _pieces.Count > 0 ? ", " : "", after: "");

    private void Add(LineRole role, string? text, string before = "", string after = "")
    {
        if (text is null)
        {
            return;
        }

        Words(before);
        _pieces.Add(new LinePiece(role, text));
        Words(after.StartsWith('.') && EndsSentence() ? after[1..] : after);
    }

    private void Words(string words)
    {
        if (words.Length > 0)
        {
            _pieces.Add(new LinePiece(LineRole.Words, words));
        }
    }

    // One stop, also where the title brings its own.
    private void Stop()
    {
        if (_pieces.Count > 0 && !_pieces[^1].Text.EndsWith(' '))
        {
            Words(EndsSentence() ? " " : ". ");
        }
    }

    private bool EndsSentence()
    {
        for (var i = _pieces.Count - 1; i >= 0; i--)
        {
            if (_pieces[i].Text.AsSpan().TrimEnd("’”\"»)") is { Length: > 0 } text)
            {
                return text[^1] is '.' or '?' or '!' or '…';
            }
        }

        return false;
    }
}
