using System.Globalization;
using System.Text;
using Recto.Journals.Articles;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Gives notes and calls their labels and their ids on the page.</summary>
internal static class NoteNaming
{
    /// <summary>How much of a label goes into an id, in UTF-16 code units.</summary>
    private const int Longest = 30;

    public static List<ArticleNote> Name(List<FoundNote> notes)
    {
        var read = new Dictionary<FoundNote, NoteText>(notes.Count);
        var ordinals = new Dictionary<NoteContainer, int>();
        foreach (var note in notes)
        {
            var ordinal = ordinals[note.Container] = ordinals.GetValueOrDefault(note.Container) + 1;
            read[note] = NoteText.Read(note.Element, CallText(note), ordinal.ToString(CultureInfo.InvariantCulture));
        }

        // Notes of the text have the first claim on their number.
        var names = new UniqueNames();
        var named = new Dictionary<FoundNote, ArticleNote>(notes.Count);
        foreach (var note in notes.OrderBy(note => note.Container))
        {
            var text = read[note];
            var safe = Safe(text.Label);
            var id = names.Take("n" + safe);
            named[note] = new ArticleNote
            {
                Note = new Note { Id = id, Label = text.Label, Text = text.Text, Language = note.Language, Emphasis = text.Runs, Citations = text.Citations, FileBlanks = text.FileBlanks },
                HtmlId = id,
                Element = note.Element,
                LeadingLabel = text.LeadingLabel,
                Container = note.Container,
                Calls = [.. note.Calls.Select(call => new NoteCall(names.Take("call-" + safe), call.Element))],
            };
        }

        return [.. notes.Select(note => named[note])];
    }

    /// <summary>What the first call prints, where it calls this note alone; null where that is no label.</summary>
    private static string? CallText(FoundNote note) =>
        note.Calls.Find(call => call.Element != note.Element && NoteScan.Ids(call.Element).Length == 1) is { } call ? NoteText.PrintedLabel(call.Element.Value) : null;

    /// <summary>Letters, digits and <c>*</c> stay; the usual signs get their names, other characters their code point.</summary>
    private static string Safe(string label)
    {
        var safe = new StringBuilder();
        foreach (var rune in Normalization.Of(label.Length > Longest ? label[..Longest] : label, NormalizationForm.FormKC).EnumerateRunes())
        {
            safe.Append(rune.Value switch
            {
                '*' or '.' or '_' or '-' => rune.ToString(),
                '†' => "dagger",
                '‡' => "ddagger",
                '§' => "section",
                '¶' => "pilcrow",
                '#' => "hash",
                '‖' => "bars",
                _ when rune.IsAscii && Rune.IsLetterOrDigit(rune) => rune.ToString(),
                _ when Rune.IsWhiteSpace(rune) => "_",
                _ => string.Create(CultureInfo.InvariantCulture, $"u{rune.Value:x}"),
            });
        }

        return safe.ToString();
    }

    /// <summary>Gives out names once; a name asked for again gets <c>-2</c>, <c>-3</c>.</summary>
    private sealed class UniqueNames
    {
        private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

        public string Take(string name)
        {
            var unique = name;
            while (!_taken.Add(unique))
            {
                var next = _next.GetValueOrDefault(name, 2);
                _next[name] = next + 1;
                unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{next}");
            }

            return unique;
        }
    }
}
