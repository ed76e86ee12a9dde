namespace Recto.App.Shell.Programs;

/// <summary>Which of the optional programs are here.</summary>
/// <param name="environment">Reads a variable of the environment; null where it is not set.</param>
internal sealed class OptionalPrograms(Func<string, string?> environment)
{
    /// <summary>Turns TIFF that Recto cannot read itself, and WMF.</summary>
    public static readonly OptionalProgram ImageMagick = new("ImageMagick", "TIFF that Recto does not read itself, and WMF", "RECTO_MAGICK", "magick", "convert");

    /// <summary>Turns EPS and PDF.</summary>
    public static readonly OptionalProgram Ghostscript = new("Ghostscript", "pictures in EPS and PDF", "RECTO_GHOSTSCRIPT", "gs", "gswin64c");

    /// <summary>Turns EMF and WMF.</summary>
    public static readonly OptionalProgram Inkscape = new("Inkscape", "pictures in EMF and WMF", "RECTO_INKSCAPE", "inkscape");

    /// <summary>Runs Typst, which sets PDFs.</summary>
    public static readonly OptionalProgram Node = new("Node", "PDFs set by Typst", "RECTO_NODE", "node", "nodejs");

    /// <summary>Sets PDFs where Typst is not here.</summary>
    public static readonly OptionalProgram WeasyPrint = new("WeasyPrint", "PDFs where Typst is not here", "RECTO_WEASYPRINT", "weasyprint");

    private readonly Dictionary<OptionalProgram, string?> _found = [];
    private readonly Lock _lock = new();
    private bool _looked;

    /// <summary>The programs of this machine.</summary>
    public static OptionalPrograms OfMachine { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>None at all.</summary>
    public static OptionalPrograms None { get; } = new(_ => "off");

    /// <summary>Those that turn pictures, in the order of their telling.</summary>
    public static IReadOnlyList<OptionalProgram> OfPictures { get; } = [ImageMagick, Ghostscript, Inkscape];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OptionalProgram> All { get; } = [.. OfPictures, Node, WeasyPrint];

    /// <summary>A variable of the environment that these programs were looked for in; null where it is not set.</summary>
    public string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>The file of a program; null where it is not here or is switched off. Looked for once.</summary>
    public string? Find(OptionalProgram program)
    {
        lock (_lock)
        {
            if (!_looked)
            {
                foreach (var wanted in All)
                {
                    _found[wanted] = Look(wanted);
                }

                _looked = true;
            }

            return _found[program];
        }
    }

    private string? Look(OptionalProgram program)
    {
        if (environment(program.Variable) is { Length: > 0 } named)
        {
            return named == "off" ? null : File.Exists(named) ? Path.GetFullPath(named) : InPath(named);
        }

        // On Windows “convert” is a program that changes file systems.
        return program.Commands.Where(command => command != "convert" || !OperatingSystem.IsWindows()).Select(InPath).FirstOrDefault(path => path is not null);
    }

    private string? InPath(string command) => command.Contains(Path.DirectorySeparatorChar) ? null : (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? command + ".exe" : command)).FirstOrDefault(File.Exists);
}
