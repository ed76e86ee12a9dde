using System.Text;
using Recto.App.Shell.Programs;
using Recto.Journals.Exchange.Print;

namespace Recto.App.Features.Files.Pdf;

/// <summary>Sets HTML with WeasyPrint, where Typst is not here. One process for each document, in the fence of all foreign programs.</summary>
internal static class WeasyEngine
{
    /// <summary>Sets a document.</summary>
    /// <param name="program">WeasyPrint's file.</param>
    /// <param name="document">The document.</param>
    /// <param name="open">Opens a picture by the key of its file; null where it is not there.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<TypstOutcome> SetAsync(string program, PrintHtml document, Func<string, Task<Stream?>> open, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("recto-print-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "print.html"), document.Html, new UTF8Encoding(false), ct);
            PdfType.Write("Recto.Typst.print.css", Path.Combine(folder, "print.css"));
            PdfType.WriteTo(Path.Combine(folder, "fonts"));
            var report = new List<string>();
            await PictureFiles.WriteAsync(document.Pictures, open, folder, report, ct);
            var target = Path.Combine(folder, "out.pdf");
            string[] arguments = ["--quiet", "--pdf-variant", "pdf/ua-1", "print.html", "out.pdf"];
            var refusal = await ProgramRun.RunAsync(program, arguments, folder, ct);
            if (refusal is not null && Directory.GetFiles(folder, "*.svg") is { Length: > 0 } drawings)
            {
                // It breaks off at drawings that it cannot draw: the text goes before them.
                Array.ForEach(drawings, File.Delete);
                report.Add("WeasyPrint cannot draw a drawing (SVG) of this article: the words that stand for its drawings are set instead. Typst draws them.");
                refusal = await ProgramRun.RunAsync(program, arguments, folder, ct);
            }

            return refusal is not null || !File.Exists(target) ? new TypstOutcome(null, refusal ?? "it wrote no file", report, 0, "") : new TypstOutcome(await File.ReadAllBytesAsync(target, ct), null, report, 0, "tagged");
        }
        finally
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException)
            {
                // Temporary: the system sweeps it.
            }
        }
    }
}
