using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Docx;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>The map of a Word file: edits become tracked changes, remarks comments, and every part that has neither keeps its bytes.</summary>
public sealed class WordDocumentMap : DocumentMap
{
    private const string Types = "[Content_Types].xml";

    private readonly WordParts _parts;
    private readonly Names _names;
    private readonly IReadOnlyList<Placed?> _notes;
    private readonly NotePart _document;

    private WordDocumentMap(WordParts parts, Names names, NotePart document, IReadOnlyList<Placed?> notes) => (_parts, _names, _document, _notes) = (parts, names, document, notes);

    /// <inheritdoc/>
    public override bool TakesRemarks => true;

    /// <inheritdoc/>
    public override string? Text => null;

    /// <summary>Maps a file.</summary>
    /// <param name="bytes">The file, which Recto has read.</param>
    /// <param name="notes">The notes whose places are wanted.</param>
    /// <returns>Null where a part of it cannot be written as it is.</returns>
    public static DocumentMap? Of(ReadOnlySpan<byte> bytes, IReadOnlyList<ArticleNote> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        if (WordParts.Open(bytes, DocxLimits.Default) is not { } parts || Names.Of(bytes) is not { } names || Part(parts, names.Document) is not { } document)
        {
            return null;
        }

        var places = new Dictionary<string, (NotePart Part, int Opening)>(StringComparer.Ordinal);
        foreach (var (kind, name, element) in ((NoteKind, string?, string)[])[(NoteKind.Footnote, names.Footnotes, "footnote"), (NoteKind.Endnote, names.Endnotes, "endnote")])
        {
            if (name is not null && Part(parts, name) is { } part)
            {
                for (var i = 0; i < part.Tokens.Count; i++)
                {
                    var token = part.Tokens[i];
                    if (token.Kind == XmlTokenKind.Start && token.Name == element && token.Attribute(part.Source.Text, "type") is null or "normal" && token.Attribute(part.Source.Text, "id") is { } id)
                    {
                        places.TryAdd(NoteNumbering.IdOf(kind, id), (part, i));
                    }
                }
            }
        }

        return new WordDocumentMap(parts, names, document, [.. notes.Select(Place)]);

        Placed? Place(ArticleNote note)
        {
            if ((string?)note.Element.Attribute("id") is not { } id || !places.TryGetValue(id, out var place))
            {
                return null;
            }

            var read = new WordNoteReader(place.Part.Source.Text, place.Part.Tokens).Read(place.Opening);
            return new Placed(id, place.Part, read, NoteAlignment.Of(note.Note.Text, read.Characters));
        }
    }

    /// <inheritdoc/>
    public override TextSpan? Find(int note, TextSpan span) => null;

    /// <inheritdoc/>
    public override IReadOnlyList<TextEdit>? Place(int note, TextEdit edit) => null;

    /// <inheritdoc/>
    public override string? Obstacle(NoteEdits edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        return _notes[edits.Note] is not { } note ? "the note was not found in the file"
            : edits.Edits.Any(edit => note.Alignment.Place(edit, edits.BeforeNext) is null) ? "it stands in a field (of a citation manager, perhaps) or in what cannot be tracked"
            : null;
    }

    /// <inheritdoc/>
    public override byte[] Write(IReadOnlyList<NoteEdits> edits, IReadOnlyList<NoteRemark> remarks, DateTimeOffset madeAt)
    {
        ArgumentNullException.ThrowIfNull(edits);
        ArgumentNullException.ThrowIfNull(remarks);
        var marks = new WordMarks(_parts.Names.Where(IsStory).Max(name => _parts.Text(name) is { } part ? WordMarks.HighestId(part.Text) : 0), madeAt);
        var changed = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in edits.Select(edit => (Edit: edit, Note: _notes[edit.Note]!)).GroupBy(pair => pair.Note.Part))
        {
            var part = group.Key;
            var runs = group.Select(pair => pair.Note).Distinct().SelectMany(note => note.Read.Runs).OrderBy(run => run.Opening).ToList();
            var pieces = group.SelectMany(pair => pair.Edit.Edits.SelectMany(edit => pair.Note.Alignment.Place(edit, pair.Edit.BeforeNext)!)).OrderBy(piece => piece.Start).ToList();
            changed[part.Name] = part.Source.Write(new WordRunWriter(part.Source.Text, part.Tokens, marks).Write(runs, pieces));
        }

        if (remarks.Count > 0)
        {
            Comment(remarks, marks, changed);
        }

        return _parts.Write(changed, madeAt);
    }

    private void Comment(IReadOnlyList<NoteRemark> remarks, WordMarks marks, Dictionary<string, byte[]> changed)
    {
        var calls = Calls(_document);
        var comments = remarks.Take(WordComments.Most).Select(remark => (new WordComment(_notes[remark.Note] is { } note && calls.TryGetValue(note.Id, out var call) ? call : null, remark.Text), marks.NextId())).ToList();
        var styles = Part(_parts, _names.Styles);
        var isStrict = WordComments.IsStrict(_document.Source.Text);
        changed[_document.Name] = _document.Source.Write(WordComments.Anchored(_document.Source.Text, _document.Tokens, comments, StyleOf(styles, "annotation reference")));
        var folder = _document.Name[..(_document.Name.LastIndexOf('/') + 1)];
        var name = _names.Comments ?? folder + "comments.xml";
        var existing = _parts.Text(name);
        var added = WordComments.Added(existing?.Text, isStrict, comments, marks, StyleOf(styles, "annotation text"));
        changed[name] = existing?.Write(added) ?? Encoding.UTF8.GetBytes(added);
        if (existing is not null)
        {
            return;
        }

        var relations = $"{folder}_rels/{_document.Name[folder.Length..]}.rels";
        var related = _parts.Text(relations);
        var linked = WordComments.Related(related?.Text, isStrict, "comments.xml");
        changed[relations] = related?.Write(linked) ?? Encoding.UTF8.GetBytes(linked);
        if (_parts.Text(Types) is { } types && !types.Text.Contains($"\"/{name}\"", StringComparison.OrdinalIgnoreCase))
        {
            changed[Types] = types.Write(WordComments.Typed(types.Text, name));
        }
    }

    // The run of the first call of each note that is printed.
    private static Dictionary<string, (int Opening, int Closing)> Calls(NotePart document)
    {
        var calls = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        var open = new Stack<int>();
        var (run, end) = (-1, -1);
        for (var i = 0; i < document.Tokens.Count; i++)
        {
            var token = document.Tokens[i];
            if (token.Name is "del" or "moveFrom" or "txbxContent" or "AlternateContent" && token.Kind == XmlTokenKind.Start)
            {
                i = XmlToken.Closing(document.Tokens, i);
            }
            else if (token is { Kind: XmlTokenKind.Start, Name: "r" })
            {
                open.Push(i);
            }
            else if (token is { Kind: XmlTokenKind.End, Name: "r" } && open.Count > 0)
            {
                open.Pop();
            }
            else if (token.Name is "footnoteReference" or "endnoteReference" && token.Kind != XmlTokenKind.End && open.Count > 0 && token.Attribute(document.Source.Text, "id") is { } id)
            {
                if (open.Peek() != run)
                {
                    (run, end) = (open.Peek(), XmlToken.Closing(document.Tokens, open.Peek()));
                }

                calls.TryAdd(NoteNumbering.IdOf(token.Name == "footnoteReference" ? NoteKind.Footnote : NoteKind.Endnote, id), (run, end));
            }
        }

        return calls;
    }

    private static bool IsStory(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && name.StartsWith("word/", StringComparison.OrdinalIgnoreCase) && name.Count(c => c == '/') == 1;

    private static NotePart? Part(WordParts parts, string? name) => name is not null && parts.Text(name) is { } source ? new NotePart(name, source, XmlToken.Cut(source.Text)) : null;

    // Ids of styles are in the language of the Word that made them; their names are not.
    private static string? StyleOf(NotePart? styles, string name)
    {
        string? id = null;
        foreach (var token in styles?.Tokens ?? [])
        {
            if (token.Name == "style" && token.Kind == XmlTokenKind.Start)
            {
                id = token.Attribute(styles!.Source.Text, "styleId");
            }
            else if (token.Name == "name" && string.Equals(token.Attribute(styles!.Source.Text, "val"), name, StringComparison.OrdinalIgnoreCase))
            {
                return id;
            }
        }

        return null;
    }

    private sealed record NotePart(string Name, EncodedText Source, List<XmlToken> Tokens);

    private sealed record Placed(string Id, NotePart Part, WordNote Read, NoteAlignment Alignment);

    private sealed record Names(string Document, string? Footnotes, string? Endnotes, string? Comments, string? Styles)
    {
        public static Names? Of(ReadOnlySpan<byte> bytes)
        {
            try
            {
                using var package = DocxPackage.Open(new MemoryStream(bytes.ToArray(), writable: false), DocxLimits.Default);
                var main = package.Relations().Values.FirstOrDefault(relation => relation.Type == "officeDocument" && !relation.IsExternal)?.Target;
                main = main is not null && package.Has(main) ? main : "word/document.xml";
                return package.Read(main) is { } document ? new Names(main, Name("footnotes"), Name("endnotes"), Name("comments"), Name("styles")) : null;

                string? Name(string type) => document.Related(type)?.Target is { } named && package.Has(named) ? named
                    : $"{main[..(main.LastIndexOf('/') + 1)]}{type}.xml" is var usual && package.Has(usual) ? usual : null;
            }
            catch (DocxFaultException)
            {
                return null;
            }
        }
    }
}
