using Recto.Notes.Text;

namespace Recto.Notes.Labelling;

/// <summary>A reference string cut into the words that are labelled: what stands between white space, as in the public training sets, so that results compare.</summary>
public sealed record WordSequence
{
    /// <summary>The string.</summary>
    public required string Text { get; init; }

    /// <summary>Its words in order, in UTF-16 code units of <see cref="Text"/>; between them stands white space only.</summary>
    public required IReadOnlyList<TextSpan> Words { get; init; }

    /// <summary>For each word whether it is set in italics; null where the source has no typography.</summary>
    public IReadOnlyList<bool>? Italic { get; init; }

    /// <summary>What is known of the words beside their letters; null where nothing is.</summary>
    public WordHints? Hints { get; init; }

    /// <summary>The words of one.</summary>
    public ReadOnlySpan<char> this[int word] => Words[word].In(Text);

    /// <summary>Cuts a string at its white space.</summary>
    public static WordSequence Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<TextSpan>(text.Length / 6 + 1);
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            words.Add(new TextSpan(start, i));
        }

        return new WordSequence { Text = text, Words = words };
    }
}
