namespace Recto.App.Shell.Programs;

/// <summary>By which program PDFs are made here: Typst in Node, else WeasyPrint, else none, and readers print the page.</summary>
internal sealed record PdfPrograms
{
    /// <summary>The package that holds Typst, and its version that Recto was tried with.</summary>
    public const string Package = "@myriaddreamin/typst-ts-node-compiler";

    /// <summary>Version of the package.</summary>
    public const string PackageVersion = "0.7.0";

    /// <summary>Names the folder in which the package was installed, or says <c>off</c>.</summary>
    public const string Variable = "RECTO_TYPST";

    /// <summary>Node's file; null where PDFs are not set by Typst.</summary>
    public string? Node { get; private init; }

    /// <summary>Folder <c>node_modules</c> with the package; null where PDFs are not set by Typst.</summary>
    public string? Modules { get; private init; }

    /// <summary>WeasyPrint's file; null where it is not here.</summary>
    public string? WeasyPrint { get; private init; }

    /// <summary>Whether Typst is here.</summary>
    public bool HasTypst => Node is not null && Modules is not null;

    /// <summary>Short name of the way, for the version of a made file: <c>typst</c>, <c>weasyprint</c>, <c>none</c>.</summary>
    public string Way => HasTypst ? "typst" : WeasyPrint is not null ? "weasyprint" : "none";

    /// <summary>What to do to get Typst.</summary>
    public required string Advice { get; init; }

    /// <summary>Which way PDFs are made, and how to get the better one.</summary>
    public string InWords => HasTypst ? $"set by Typst ({Modules}, run by {Node})"
        : WeasyPrint is not null ? $"set by WeasyPrint ({WeasyPrint}); Typst sets better pages, faster: {Advice}"
        : $"none are made, readers print the page; {Advice} (or apt-get install weasyprint)";

    /// <summary>Looks for them.</summary>
    /// <param name="programs">The optional programs.</param>
    /// <param name="dataFolder">The site's folder: Typst is looked for in <c>typst</c> in it.</param>
    public static PdfPrograms Find(OptionalPrograms programs, string dataFolder)
    {
        var own = Path.Combine(dataFolder, "typst");
        var node = programs.Find(OptionalPrograms.Node);
        var named = programs.Variable(Variable);
        string?[] places = named == "off" ? [] : named is not null ? [named] : [own];
        var modules = places.OfType<string>().SelectMany(place => new[] { place, Path.Combine(place, "node_modules") }).FirstOrDefault(place => Directory.Exists(Path.Combine(place, Package)));
        var install = $"npm install --prefix {own} {Package}@{PackageVersion} --ignore-scripts";
        return new PdfPrograms
        {
            Node = modules is null ? null : node,
            Modules = node is null || modules is null ? null : Path.GetFullPath(modules),
            WeasyPrint = programs.Find(OptionalPrograms.WeasyPrint),
            Advice = node is null ? $"install Node 20 or newer, then “{install}”" : $"“{install}”",
        };
    }
}
