using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Recto.App.Tests.Features.Files.Pdf;

/// <summary>Looks at a PDF with other people's programs: qpdf, and pdfinfo and pdftotext of poppler.</summary>
internal static class PdfReading
{
    /// <summary>What is wrong with a PDF that is to hold these notes; empty where nothing is.</summary>
    public static async Task<List<string>> FaultsAsync(byte[] pdf, IEnumerable<(string Id, string Words)> notes, int mostPages, CancellationToken ct)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".pdf");
        await File.WriteAllBytesAsync(file, pdf, ct);
        try
        {
            var faults = new List<string>();
            var (code, said) = await RunAsync("qpdf", ct, "--check", file);
            faults.AddRange(code == 0 ? [] : [$"qpdf: {said}"]);
            var info = (await RunAsync("pdfinfo", ct, file)).Output;
            faults.AddRange(Line(info, "Tagged") == "yes" ? [] : ["it is not tagged"]);
            faults.AddRange(Line(info, "Title").Length > 0 ? [] : ["it has no title"]);
            var pages = int.Parse(Line(info, "Pages"), CultureInfo.InvariantCulture);
            faults.AddRange(pages >= 1 && pages <= mostPages ? [] : [$"it has {pages} pages"]);
            var text = Letters((await RunAsync("pdftotext", ct, "-raw", file, "-")).Output);
            faults.AddRange(notes.Where(note => !Holds(text, note.Words)).Select(note => $"note {note.Id} is not in it: {note.Words[..Math.Min(80, note.Words.Length)]}"));
            return faults;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The text of a PDF.</summary>
    public static async Task<string> TextAsync(byte[] pdf, CancellationToken ct)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".pdf");
        await File.WriteAllBytesAsync(file, pdf, ct);
        var text = (await RunAsync("pdftotext", ct, "-layout", file, "-")).Output;
        File.Delete(file);
        return text;
    }

    /// <summary>The tree of tags of a PDF with the text in it, as poppler tells it.</summary>
    public static async Task<string> TagsAsync(byte[] pdf, CancellationToken ct)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".pdf");
        await File.WriteAllBytesAsync(file, pdf, ct);
        var tags = (await RunAsync("pdfinfo", ct, "-struct-text", file)).Output;
        File.Delete(file);
        return tags;
    }

    /// <summary>Whether a text holds a note, letter by letter. Where a page ends in it, the foot of that page and the head of the next stand in between: twice at most.</summary>
    public static bool Holds(string letters, string note)
    {
        const int Piece = 12;
        var wanted = Letters(note);
        var pieces = Enumerable.Range(0, (wanted.Length + Piece - 1) / Piece).Select(at => wanted[(at * Piece)..Math.Min(wanted.Length, (at + 1) * Piece)]).ToList();
        var absent = pieces.Count(piece => !letters.Contains(piece, StringComparison.Ordinal));
        return absent <= (pieces.Count > 3 ? Math.Max(2, wanted.Length / 1500) : pieces.Count > 1 ? 1 : 0);
    }

    /// <summary>Letters and digits alone, ligatures undone: hyphens at the ends of lines are nothing.</summary>
    public static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormKC))
        {
            _ = char.IsLetterOrDigit(character) ? letters.Append(character) : letters;
        }

        return letters.ToString();
    }

    private static string Line(string info, string name) => info.Split('\n').FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim() ?? "";

    private static async Task<(int Code, string Output)> RunAsync(string program, CancellationToken ct, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors);
    }
}
