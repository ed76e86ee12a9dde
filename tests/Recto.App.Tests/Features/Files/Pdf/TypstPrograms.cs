using Recto.App.Shell.Programs;

namespace Recto.App.Tests.Features.Files.Pdf;

/// <summary>The programs that PDFs are made with and looked at. A test that needs them is skipped with a reason where they are absent, but never in CI.</summary>
internal static class TypstPrograms
{
    /// <summary>Typst, by RECTO_TEST_TYPST: a folder in which <c>@myriaddreamin/typst-ts-node-compiler</c> was installed.</summary>
    public static PdfPrograms Require()
    {
        var folder = Environment.GetEnvironmentVariable("RECTO_TEST_TYPST");
        var found = folder is null ? null : PdfPrograms.Find(new OptionalPrograms(name => name switch { "RECTO_TYPST" => folder, "RECTO_WEASYPRINT" => "off", "PATH" => Environment.GetEnvironmentVariable("PATH"), _ => null }), "/nowhere");
        if (found?.HasTypst != true || !Has("qpdf") || !Has("pdftotext"))
        {
            Absent("RECTO_TEST_TYPST does not name a folder with Typst, or Node, qpdf or poppler-utils are absent (npm install --ignore-scripts @myriaddreamin/typst-ts-node-compiler@0.7.0; apt-get install nodejs qpdf poppler-utils fonts-noto-core).");
        }

        return found!;
    }

    /// <summary>WeasyPrint alone.</summary>
    public static PdfPrograms RequireWeasyPrint()
    {
        var found = PdfPrograms.Find(new OptionalPrograms(name => name switch { "RECTO_TYPST" => "off", "PATH" => Environment.GetEnvironmentVariable("PATH"), _ => null }), "/nowhere");
        if (found.WeasyPrint is null || !Has("qpdf") || !Has("pdftotext"))
        {
            Absent("WeasyPrint, qpdf or poppler-utils are absent (apt-get install weasyprint qpdf poppler-utils).");
        }

        return found;
    }

    private static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static void Absent(string reason)
    {
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }
}
