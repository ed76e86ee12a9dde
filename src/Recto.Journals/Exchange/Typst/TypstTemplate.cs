using System.Text;

namespace Recto.Journals.Exchange.Typst;

/// <summary>The look of what is set: <c>recto.typ</c>, which every document imports.</summary>
public static class TypstTemplate
{
    /// <summary>Raised whenever the same article would be set otherwise.</summary>
    public const string Version = "1";

    /// <summary>The file.</summary>
    public static string Source { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(TypstTemplate).Assembly.GetManifestResourceStream("Recto.Journals.recto.typ")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
