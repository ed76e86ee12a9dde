namespace Recto.Notes.Labelling.Generation;

/// <summary>A reference being written: fields with their labels, and what stands between them. A mark belongs to the field before it, a word to the field it leads to.</summary>
internal sealed class Draft
{
    private string? _last;

    /// <summary>What is written until now.</summary>
    public MarkedText Text { get; } = new();

    /// <summary>Whether the last bracket is an opening one.</summary>
    public bool HasOpenBracket
    {
        get
        {
            for (var i = Text.Length - 1; i >= 0; i--)
            {
                if (Text[i] is '(' or ')')
                {
                    return Text[i] == '(';
                }
            }

            return false;
        }
    }

    private char? End => Text.Length > 0 ? Text[Text.Length - 1] : null;

    /// <summary>Adds a field. Nothing is written where the value is empty.</summary>
    public Draft Field(string label, string value)
    {
        if (value.Length > 0)
        {
            Text.Append(value, label);
            _last = label;
        }

        return this;
    }

    /// <summary>Adds what parts two fields; of two marks in a row one is written, and no full stop after a question or exclamation mark.</summary>
    public Draft Mark(string mark)
    {
        if (Text.Length == 0)
        {
            mark = mark.TrimStart(' ', ',', '.', ':', ';');
        }
        else if (mark.Length > 0 && mark[0] == '.' && End is '.' or '?' or '!' or '…')
        {
            mark = mark[1..];
        }
        else if (mark.Length > 0 && mark[0] is ',' or '.' or ':' or ';' && End is ',' or ':' or ';')
        {
            mark = mark[1..];
        }
        else if (mark.Length > 0 && mark[0] == ' ' && End == ' ')
        {
            mark = mark[1..];
        }

        Text.Append(mark, _last);
        return this;
    }

    /// <summary>Writes a pattern: <c>{X}</c> is the field that <paramref name="field"/> gives for <c>X</c>.</summary>
    public Draft Pattern(string pattern, Func<char, (string Label, string Value)> field)
    {
        for (var i = 0; i < pattern.Length;)
        {
            var open = pattern.IndexOf('{', i);
            var between = open < 0 ? pattern[i..] : pattern[i..open];
            if (open < 0)
            {
                Mark(between);
                return this;
            }

            var (label, value) = field(pattern[open + 1]);
            if (between.Any(one => char.IsLetter(one) || one is '/' or '№' or '°'))
            {
                // “, vol. ” leads to the number: its comma is of the field before.
                // and “. Jg. (” closes it.
                var word = between.IndexOf(between.First(one => !char.IsWhiteSpace(one) && one is not (',' or '.' or ':' or ';' or ')')));
                var closed = between[word] != '(' ? between.IndexOf('(', StringComparison.Ordinal) : -1;
                Mark(between[..(closed > 0 ? closed : word)]);
                Text.Append(between[(closed > 0 ? closed : word)..], label);
            }
            else
            {
                Mark(between);
            }

            Field(label, value);
            i = open + 3;
        }

        return this;
    }

    /// <summary>The words and a label for each; what stands before the first field is of it.</summary>
    public static LabelledSequence Sequence(MarkedText text)
    {
        var (sequence, marks) = text.Words();
        var first = marks.FirstOrDefault(mark => mark is not null) ?? "note";
        var labels = new string[marks.Length];
        for (var word = 0; word < marks.Length; word++)
        {
            labels[word] = marks[word] ?? (word > 0 ? labels[word - 1] : first);
        }

        return new LabelledSequence(sequence, labels);
    }
}
