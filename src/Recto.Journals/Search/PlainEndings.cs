namespace Recto.Journals.Search;

/// <summary>Plurals that English, French and Spanish share: archives and archive, policies and policy, boxes and box. Nothing else is stripped of Latin words: a search must not guess a language.</summary>
internal static class PlainEndings
{
    private const int Shortest = 5;

    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> word)
    {
        if (word.Length < Shortest || word[^1] != 's' || word[^2] is 's' or 'u' or 'i' or 'o' or 'a')
        {
            return word;
        }

        return word.EndsWith("ies") ? string.Concat(word[..^3], "y")
            : word.EndsWith("ches") || word.EndsWith("shes") || word.EndsWith("xes") || word.EndsWith("sses") ? word[..^2]
            : word.EndsWith("ics") || word.EndsWith("its") ? word // politics, politic; Surits
            : word[..^1];
    }
}
