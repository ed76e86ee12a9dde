using System.Text;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>Puts a labelled string together from pieces: every word of a piece bears its label.</summary>
internal sealed class SequenceBuilder
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _labels = [];

    public bool IsEmpty => _labels.Count == 0;

    /// <summary>Adds the words of a piece, parted by one space from what stands before.</summary>
    public void Add(string piece, string label)
    {
        var words = WordSequence.Cut(piece);
        for (var word = 0; word < words.Words.Count; word++)
        {
            if (_text.Length > 0)
            {
                _text.Append(' ');
            }

            _text.Append(words[word]);
            _labels.Add(label);
        }
    }

    public LabelledSequence Build() => new(WordSequence.Cut(_text.ToString()), [.. _labels]);
}
