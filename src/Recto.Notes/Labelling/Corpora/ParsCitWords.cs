namespace Recto.Notes.Labelling.Corpora;

/// <summary>ParsCit's references: a word and its label a line, parted by a tab, a blank line between references. For measuring only: no model that ships is trained on them.</summary>
public static class ParsCitWords
{
    /// <summary>Reads the references with AnyStyle's labels.</summary>
    /// <exception cref="InvalidDataException">A line has not two columns; the message names it.</exception>
    public static IReadOnlyList<LabelledSequence> Read(string tsv)
    {
        ArgumentNullException.ThrowIfNull(tsv);
        var references = new List<LabelledSequence>();
        var words = new List<(string Word, string Label)>();
        var number = 0;
        foreach (var row in tsv.AsSpan().EnumerateLines())
        {
            number++;
            if (row.IsWhiteSpace())
            {
                Close();
                continue;
            }

            var columns = row.ToString().Split('\t');
            if (columns.Length != 2)
            {
                throw new InvalidDataException($"line {number}: a word and its label are expected, parted by a tab");
            }

            words.Add((columns[0], columns[1].Trim()));
        }

        Close();
        return references;

        void Close()
        {
            if (words.Count == 0)
            {
                return;
            }

            var sequence = new SequenceBuilder();
            var inside = words.Any(word => word.Label == "title");
            foreach (var (word, label) in words)
            {
                sequence.Add(word, label switch { "booktitle" => inside ? "container-title" : "title", "institution" => "publisher", "tech" => "genre", _ => label });
            }

            references.Add(sequence.Build());
            words.Clear();
        }
    }
}
