using System.Text;
using Microsoft.Net.Http.Headers;
using Recto.App.Shell.Reports;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes;

namespace Recto.App.Features.Check;

/// <summary>A file that the page gives.</summary>
/// <param name="Act">Value of its button.</param>
/// <param name="Label">What its button says.</param>
/// <param name="Ending">What its name ends with.</param>
/// <param name="Type">Its media type.</param>
internal sealed record CheckDownload(string Act, string Label, string Ending, string Type);

/// <summary>The files that the page gives: reports of what was found, and the bibliography of what is cited.</summary>
internal static class CheckDownloads
{
    /// <summary>Reports.</summary>
    public static IReadOnlyList<CheckDownload> Reports { get; } =
    [
        new("sarif", "SARIF", ".sarif", "application/sarif+json"),
        new("json", "JSON", "-findings.jsonl", "application/jsonl; charset=utf-8"),
        new("text", "Text", "-findings.txt", "text/plain; charset=utf-8"),
    ];

    /// <summary>Bibliographies.</summary>
    public static IReadOnlyList<CheckDownload> Bibliographies { get; } =
    [
        new("csl", "CSL-JSON", ".csl.json", "application/vnd.citationstyles.csl+json"),
        new("bibtex", "BibTeX", ".bib", "application/x-bibtex; charset=utf-8"),
        new("ris", "RIS", ".ris", "application/x-research-info-systems; charset=utf-8"),
        new("tei", "TEI", ".tei.xml", "application/tei+xml"),
        new("bibliography", "Text", "-bibliography.txt", "text/plain; charset=utf-8"),
    ];

    /// <summary>The file of a button; null where the button asks for none.</summary>
    public static CheckDownload? Find(string act) => Reports.Concat(Bibliographies).FirstOrDefault(one => one.Act == act);

    /// <summary>Makes a file.</summary>
    public static byte[] Make(CheckDownload download, CheckedDocument document, NotesEngine engine)
    {
        using var text = new StringWriter { NewLine = "\n" };
        if (download.Act == "bibliography")
        {
            BibliographyText.Write(document.Bibliography, text);
        }
        else if (!CheckNotes.TryWrite(download.Act, document.Sent.Name, document.Found, text, download.Act == "sarif" ? document.Map : null))
        {
            NotesExport.Write(download.Act, document.Found.Apparatus, engine, document.Sent.Name, text);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Answers with a file, which browsers keep and do not show.</summary>
    public static async Task WriteAsync(HttpContext context, byte[] bytes, string name, string type)
    {
        var response = context.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
