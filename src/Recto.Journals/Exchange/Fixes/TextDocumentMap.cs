using System.Text;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>The map of a file that is text: plain text, Markdown, XML. Edits are spliced into its text, so that every other byte stays.</summary>
internal sealed class TextDocumentMap : DocumentMap
{
    private readonly EncodedText _source;
    private readonly IReadOnlyList<NoteAlignment?> _notes;
    private readonly bool _isXml;

    /// <summary>A map.</summary>
    /// <param name="source">The file.</param>
    /// <param name="notes">Each note's characters; null where they were not found.</param>
    /// <param name="isXml">Whether characters are escaped.</param>
    public TextDocumentMap(EncodedText source, IReadOnlyList<NoteAlignment?> notes, bool isXml) => (_source, _notes, _isXml) = (source, notes, isXml);

    /// <inheritdoc/>
    public override bool TakesRemarks => false;

    /// <inheritdoc/>
    public override string Text => _source.Text;

    /// <inheritdoc/>
    public override TextSpan? Find(int note, TextSpan span) => _notes[note]?.Find(span);

    /// <inheritdoc/>
    public override IReadOnlyList<TextEdit>? Place(int note, TextEdit edit)
    {
        var placed = _notes[note]?.Place(edit, beforeNext: false)?.Select(piece => (piece.Start, piece.End, Text: Written(piece))).ToList();
        return placed is not null && placed.TrueForAll(piece => piece.Text is not null) ? [.. placed.Select(piece => new TextEdit(new TextSpan(piece.Start, piece.End), piece.Text!))] : null;
    }

    /// <inheritdoc/>
    public override string? Obstacle(NoteEdits edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        if (_notes[edits.Note] is not { } note)
        {
            return "the note was not found in the file's own text";
        }

        foreach (var edit in edits.Edits)
        {
            if (note.Place(edit, edits.BeforeNext) is not { } pieces)
            {
                return "it cannot be told for certain where the words stand in the file";
            }

            if (pieces.Any(piece => Written(piece) is null))
            {
                return $"the encoding of the file has no “{edit.Text}”";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override byte[] Write(IReadOnlyList<NoteEdits> edits, IReadOnlyList<NoteRemark> remarks, DateTimeOffset madeAt)
    {
        ArgumentNullException.ThrowIfNull(edits);
        var pieces = edits.SelectMany(note => note.Edits.SelectMany(edit => _notes[note.Note]!.Place(edit, note.BeforeNext)!)).OrderBy(piece => piece.Start).ThenBy(piece => piece.End).ToList();
        var text = new StringBuilder(_source.Text.Length + 256);
        var at = 0;
        foreach (var piece in pieces)
        {
            text.Append(_source.Text, at, piece.Start - at).Append(Written(piece));
            at = piece.End;
        }

        return _source.Write(text.Append(_source.Text, at, _source.Text.Length - at).ToString());
    }

    // What the encoding lacks is a character reference in XML, but not in CDATA.
    private string? Written(SourceEdit edit)
    {
        var text = _isXml && !edit.IsRaw ? XmlCharacters.Escaped(edit.Text) : edit.Text;
        if (edit.IsRaw && text.Contains('>', StringComparison.Ordinal))
        {
            return null;
        }

        if (_source.CanWrite(text))
        {
            return text;
        }

        return _isXml && !edit.IsRaw ? string.Concat(text.EnumerateRunes().Select(rune => _source.CanWrite(rune.ToString()) ? rune.ToString() : FormattableString.Invariant($"&#{rune.Value};"))) : null;
    }
}
