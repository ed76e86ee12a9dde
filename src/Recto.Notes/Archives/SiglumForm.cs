namespace Recto.Notes.Archives;

/// <summary>Tells sigla of archives from other words by their letters.</summary>
internal static class SiglumForm
{
    /// <summary>Whether it has two capitals at least, and no fewer than small letters: <c>GAVO</c>, <c>TsGAKhD</c>, <c>ЦГАКФФД</c>, <c>BArch</c>.</summary>
    public static bool IsLike(ReadOnlySpan<char> word)
    {
        var (upper, lower) = (0, 0);
        foreach (var c in word)
        {
            upper += char.IsUpper(c) ? 1 : 0;
            lower += char.IsLower(c) ? 1 : 0;
        }

        return upper >= 2 && upper >= lower;
    }
}
