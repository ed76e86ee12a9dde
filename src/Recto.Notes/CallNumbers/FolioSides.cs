using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Reads the side of a leaf: <c>ob.</c>, <c>об.</c>, <c>v</c>, <c>verso</c>, <c>r</c>, <c>recto</c>. A bare number has no side.</summary>
internal static class FolioSides
{
    /// <summary>The leaf without a side set apart from it, and the side of the last leaf; a letter joined to the numbers of several leaves (<c>12r–13v</c>) stays with them.</summary>
    public static (TextSpan Leaf, LeafSide? Side) Read(string text, TextSpan value)
    {
        var end = value.End;
        while (end > value.Start && text[end - 1] is ' ' or '.' or ',')
        {
            end--;
        }

        var word = end;
        while (word > value.Start && (char.IsLetter(text[word - 1]) || text[word - 1] == '°'))
        {
            word--;
        }

        if (word == end || word == value.Start)
        {
            return (new TextSpan(value.Start, end), null);
        }

        var side = SideOf(text.AsSpan(word, end - word));
        if (side is null)
        {
            return (new TextSpan(value.Start, end), null);
        }

        if (text[word - 1] != ' ' && IsOneLeaf(text.AsSpan(value.Start, word - value.Start)))
        {
            return (new TextSpan(value.Start, word), side);
        }

        if (text[word - 1] != ' ')
        {
            return (new TextSpan(value.Start, end), side);
        }

        while (word > value.Start && text[word - 1] == ' ')
        {
            word--;
        }

        return (new TextSpan(value.Start, word), side);
    }

    /// <summary>A side in brackets behind the leaf, and where the bracket ends; null where there is none.</summary>
    public static (LeafSide Side, int End)? InBracketsAfter(string text, int at, int limit)
    {
        while (at < limit && text[at] == ' ')
        {
            at++;
        }

        var open = at < limit && text[at] is '(' or '[';
        var start = open ? at + 1 : at;
        var end = start;
        while (end < limit && end - start < 8 && (char.IsLetter(text[end]) || text[end] is '.' or '°'))
        {
            end++;
        }

        if (end == start || (open && (end >= limit || text[end] is not (')' or ']'))) || SideOf(text.AsSpan(start, end - start).TrimEnd('.')) is not { } side)
        {
            return null;
        }

        return (side, open ? end + 1 : end);
    }

    private static bool IsOneLeaf(ReadOnlySpan<char> leaf) => !leaf.ContainsAnyExceptInRange('0', '9');

    private static LeafSide? SideOf(ReadOnlySpan<char> word) => word switch
    {
        "об" or "ob" or "oborot" or "оборот" or "v" or "vo" or "v°" or "verso" or "Rs" or "zv" or "зв" => LeafSide.Verso,
        "r" or "ro" or "r°" or "recto" or "Vs" => LeafSide.Recto,
        _ => null,
    };
}
