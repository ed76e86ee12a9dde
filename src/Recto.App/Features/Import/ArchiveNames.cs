namespace Recto.App.Features.Import;

/// <summary>Judges the names of an archive's entries. A name that leads out of the archive is refused whole, never mended.</summary>
internal static class ArchiveNames
{
    /// <summary>The name with forward slashes and without leading <c>./</c>; empty for the archive's own root.</summary>
    /// <exception cref="ArchiveRefusedException">The name is absolute, has a drive, leads upwards, or holds characters that no file has.</exception>
    public static string Require(string name)
    {
        var path = name.Replace('\\', '/');
        if (path.StartsWith('/') || path.Length > 1 && char.IsAsciiLetter(path[0]) && path[1] == ':')
        {
            throw new ArchiveRefusedException($"The archive has an entry with an absolute path (“{Shown(name)}”); nothing of it was imported.");
        }

        if (path.Any(c => c == '\0' || char.IsControl(c)) || path.Length > 4096)
        {
            throw new ArchiveRefusedException($"The archive has an entry with an impossible name (“{Shown(name)}”); nothing of it was imported.");
        }

        var parts = path.Split('/').Where(part => part is not ("" or ".")).ToList();
        return parts.Contains("..")
            ? throw new ArchiveRefusedException($"The archive has an entry that leads out of it (“{Shown(name)}”); nothing of it was imported.")
            : string.Join('/', parts);
    }

    private static string Shown(string name) => new([.. name.Take(120).Select(c => char.IsControl(c) ? '\uFFFD' : c)]);
}
