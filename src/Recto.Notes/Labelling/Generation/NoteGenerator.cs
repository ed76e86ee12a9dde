using System.Text;
using Recto.Notes.Labelling.Corpora;

namespace Recto.Notes.Labelling.Generation;

/// <summary>
/// Makes whole notes: one to four references of one document, with what parts them and with commentary before, between and behind, as a segmenter meets them.
/// Note <c>n</c> of a seed is the same however many are made.
/// </summary>
/// <param name="references">Makes the references.</param>
/// <param name="seed">Equal seeds give equal notes.</param>
internal sealed class NoteGenerator(ReferenceGenerator references, ulong seed)
{
    // References of each note are taken from a stretch of its own.
    private const int Most = 4;

    /// <summary>Makes one note.</summary>
    /// <param name="number">Which, from 0.</param>
    /// <param name="task">With fields, commentary is <c>note</c>; with spans, the words of a reference are <c>b-r i-r e-r</c> and the others <c>o</c>.</param>
    public LabelledSequence Make(int number, LabelTask task)
    {
        var dice = new Dice(seed + (ulong)number);
        var phrases = references.Document(number * Most).Phrases;
        var note = new Parts(task);
        if (dice.Chance(0.06))
        {
            note.Comment(Comments(phrases, dice, dice.Between(1, 3)));
            return note.Sequence();
        }

        if (dice.Chance(0.12))
        {
            note.Comment(Comments(phrases, dice, 1));
        }

        if (dice.Chance(0.3))
        {
            note.Comment(dice.Chance(0.5) ? dice.Pick(phrases["lead"]) : dice.Pick(phrases["signal"]));
        }

        var count = dice.Weighted((8, 1), (6, 2), (4, 3), (2, Most));
        for (var k = 0; k < count; k++)
        {
            if (k > 0)
            {
                var isSentence = dice.Chance(0.2);
                note.End(isSentence ? "." : ";");
                if (isSentence && dice.Chance(0.4))
                {
                    note.Comment(Comments(phrases, dice, 1));
                }

                if (dice.Chance(isSentence ? 0.6 : 0.2))
                {
                    var lead = dice.Pick(phrases[dice.Chance(0.3) ? "lead" : "signal"]);
                    note.Comment(isSentence ? lead : char.ToLowerInvariant(lead[0]) + lead[1..]);
                }
            }

            note.Reference(references.Make(number * Most + k));
        }

        note.End(dice.Weighted((9, "."), (1, "")));
        if (dice.Chance(0.15))
        {
            note.Comment(Comments(phrases, dice, dice.Between(1, 2)));
        }

        return note.Sequence();
    }

    private static string Comments(Phrases phrases, Dice dice, int count)
    {
        List<string> comments = [];
        for (var i = 0; i < count; i++)
        {
            var year = dice.Between(1500, 1990);
            comments.Add(dice.Pick(phrases["comment"]).Replace("{y}", $"{year}", StringComparison.Ordinal).Replace("{z}", $"{year + dice.Between(1, 30)}", StringComparison.Ordinal));
        }

        return string.Join(' ', comments);
    }

    // Words with their labels, put together with one space between.
    private sealed class Parts(LabelTask task)
    {
        private readonly StringBuilder _text = new();
        private readonly List<string> _labels = [];
        private readonly List<bool> _italic = [];
        private bool _hasItalics;

        public void Comment(string text)
        {
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Add(word, task == LabelTask.Fields ? "note" : "o", false);
            }
        }

        public void Reference(LabelledSequence reference)
        {
            _hasItalics |= reference.Sequence.Italic is not null;
            for (var word = 0; word < reference.Labels.Count; word++)
            {
                var isLast = word == reference.Labels.Count - 1;
                var text = reference.Sequence[word].ToString();
                Add(isLast && text.TrimEnd('.', ';', ',', ' ') is { Length: > 0 } bare ? bare : text,
                    task == LabelTask.Fields ? reference.Labels[word] : word == 0 ? "b-r" : isLast ? "e-r" : "i-r", reference.Sequence.Italic?[word] ?? false);
            }
        }

        /// <summary>Ends what was written; of two full stops one is written.</summary>
        public void End(string mark)
        {
            if (_text.Length > 0 && mark.Length > 0 && !(mark == "." && _text[^1] is '.' or '?' or '!'))
            {
                _text.Append(mark);
            }
        }

        public LabelledSequence Sequence() => new(WordSequence.Cut(_text.ToString()) with { Italic = _hasItalics ? _italic : null }, _labels);

        private void Add(string word, string label, bool isItalic)
        {
            _text.Append(_text.Length > 0 ? " " : "").Append(word);
            _labels.Add(label);
            _italic.Add(isItalic);
        }
    }
}
