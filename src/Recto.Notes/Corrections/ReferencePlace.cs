using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Corrections;

/// <summary>The stretch of a reference, in which what an editor typed is looked for.</summary>
internal sealed class ReferencePlace(string text, TextSpan span)
{
    // What is not printed stands at the beginning of its reference and has no length.
    private TextSpan Nowhere => new(span.Start, span.Start);

    /// <summary>The field as it was where its words are the same; else where it is printed; null for no words.</summary>
    public Field? Find(string? words, Field? known) => words is null ? null : words == known?.Text ? known : new Field(words, FindFirst([words]));

    /// <summary>Fields one behind the other.</summary>
    public IReadOnlyList<Field> FindInOrder(IReadOnlyList<string> words)
    {
        var fields = new List<Field>();
        var from = span.Start;
        foreach (var one in words)
        {
            var at = text.IndexOf(one, from, span.End - from, StringComparison.Ordinal);
            fields.Add(new Field(one, at < 0 ? Nowhere : new TextSpan(at, at + one.Length)));
            from = at < 0 ? from : at + one.Length;
        }

        return fields;
    }

    /// <summary>Where the first of these that is printed stands.</summary>
    public TextSpan FindFirst(IReadOnlyList<string> candidates)
    {
        foreach (var words in candidates)
        {
            var at = words.Length == 0 ? -1 : text.IndexOf(words, span.Start, span.Length, StringComparison.Ordinal);
            if (at >= 0)
            {
                return new TextSpan(at, at + words.Length);
            }
        }

        return Nowhere;
    }

    /// <summary>The words up to the first comma: those that point, in a back reference.</summary>
    public Field FirstWords()
    {
        var comma = text.AsSpan(span.Start, span.Length).IndexOfAny(',', ';', '\n');
        return Field.Of(text, comma < 1 ? span : new TextSpan(span.Start, span.Start + comma));
    }
}
