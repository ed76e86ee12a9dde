using Recto.Notes.References;

namespace Recto.Notes.Checks.Consistency;

/// <summary>Tells which tokens of a note stand in a title, a journal or an address: what is printed there is not the author's to choose.</summary>
internal static class TitleTokens
{
    /// <summary>Whether it does, for each token of a note.</summary>
    public static bool[] In(CheckContext context, int note)
    {
        var tokens = context.Tokens(note);
        var isTitle = new bool[tokens.Count];
        foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<PublishedReference>())
        {
            foreach (var field in new[] { reference.Title, reference.Container, reference.Url })
            {
                for (var i = field is null ? tokens.Count : tokens.IndexFrom(field.Span.Start); i < tokens.Count && tokens[i].Start < field!.Span.End; i++)
                {
                    isTitle[i] = true;
                }
            }
        }

        return isTitle;
    }
}
