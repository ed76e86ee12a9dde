using System.Text;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.App.Features.Check;

/// <summary>Pasted text and where its notes stand in it. White space counts for nothing, for reading folds it; what a fix does not touch stays as it was pasted.</summary>
internal sealed class PastedText
{
    private readonly string _text;
    private readonly string _folded;
    private readonly int[] _places;
    private readonly IReadOnlyList<Note> _notes;
    private readonly int[] _starts;

    /// <summary>Finds the notes.</summary>
    /// <param name="text">The text as pasted.</param>
    /// <param name="notes">The notes that were read from it, in order.</param>
    public PastedText(string text, IReadOnlyList<Note> notes)
    {
        (_text, _notes) = (text, notes);
        (_folded, _places) = Fold(text);
        _starts = new int[notes.Count];
        var from = 0;
        for (var i = 0; i < notes.Count; i++)
        {
            var words = Fold(notes[i].Text).Folded;
            _starts[i] = Find(words, notes[i].Label, from);
            from = _starts[i] < 0 ? from : _starts[i] + words.Length;
        }
    }

    /// <summary>Whether the fix of a finding can be made in the text.</summary>
    public bool CanMend(Diagnostic finding) => _starts[finding.NoteIndex] >= 0;

    /// <summary>The text with the fixes of these findings made; those that cannot be made are passed over.</summary>
    public string Mend(IEnumerable<Diagnostic> findings)
    {
        var result = new StringBuilder(_text.Length + 64);
        var at = 0;
        foreach (var (span, words) in findings.Where(CanMend).SelectMany(finding => finding.Fix!.Edits.Select(edit => (Span: Place(finding.NoteIndex, edit.Span), edit.Text))).OrderBy(edit => edit.Span.Start))
        {
            if (span.Start >= at)
            {
                result.Append(_text, at, span.Start - at).Append(words);
                at = span.End;
            }
        }

        return result.Append(_text, at, _text.Length - at).ToString();
    }

    // A character that is no space has its own place; a space has all the space between its neighbours.
    private TextSpan Place(int note, TextSpan span)
    {
        var text = _notes[note].Text;
        var index = _starts[note] + text.AsSpan(0, span.Start).ToString().Count(c => !char.IsWhiteSpace(c));
        var start = Begins(index, span.Start);
        if (span.IsEmpty)
        {
            return new TextSpan(start, start);
        }

        var last = span.End - 1;
        var end = index + span.In(text)[..^1].ToString().Count(c => !char.IsWhiteSpace(c));
        return new TextSpan(start, char.IsWhiteSpace(text[last]) ? _places[end] : _places[end] + 1);

        int Begins(int folded, int printed) => (printed < text.Length && !char.IsWhiteSpace(text[printed]) && !(span.IsEmpty && printed > 0 && !char.IsWhiteSpace(text[printed - 1]))) || folded == 0
            ? _places[folded]
            : _places[folded - 1] + 1;
    }

    // Behind its number, if it stands there, else at its first place.
    private int Find(string words, string label, int from)
    {
        var first = words.Length == 0 ? -1 : _folded.IndexOf(words, from, StringComparison.Ordinal);
        var at = first;
        for (var tries = 0; at >= 0 && tries < 100; tries++)
        {
            if (_folded.AsSpan(from, at - from).TrimEnd("].):").EndsWith(label))
            {
                return at;
            }

            at = _folded.IndexOf(words, at + 1, StringComparison.Ordinal);
        }

        return first;
    }

    private static (string Folded, int[] Places) Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                folded.Append(text[i]);
                places.Add(i);
            }
        }

        return (folded.ToString(), [.. places]);
    }
}
