using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.MarkedNotes;

namespace Recto.Journals.Exchange.JatsOut;

/// <summary>An article as a JATS 1.3 file to take away.</summary>
/// <param name="Bytes">The file, UTF-8.</param>
/// <param name="IsValid">Whether NLM's schema of JATS 1.3 Publishing finds nothing wrong with it.</param>
/// <param name="Report">Lines for the editors, each once: what other programs will not see in it, what is missing, what the schema finds wrong.</param>
public sealed record JatsOutput(byte[] Bytes, bool IsValid, IReadOnlyList<ImportWarning> Report)
{
    /// <summary>Raised whenever the same article would be written otherwise.</summary>
    public const string Version = "1";

    private static readonly HashSet<string> Calling = new(StringComparer.Ordinal) { "graphic", "inline-graphic", "media", "inline-media", "supplementary-material", "inline-supplementary-material" };

    /// <summary>
    /// Writes an article: the references of its notes marked, a bibliography derived from them where it has none, everything in the words of JATS 1.3. What had to be changed for that is written beside it
    /// (<see cref="Traces"/>), so that Recto reads the file as it read the article's own.
    /// </summary>
    /// <param name="article">The article.</param>
    /// <param name="listsSources">Whether a bibliography is derived from the notes where the article has none.</param>
    public static JatsOutput Of(FinishedArticle article, bool listsSources = true)
    {
        ArgumentNullException.ThrowIfNull(article);
        var document = MarkedArticle.Of(article.Read.Document, article.Apparatus, article.Directory, listsSources);
        var root = document.Root ?? new XElement("article");
        var report = new FitReport();
        NameFiles(root, article.Files);
        OasisSpans.Write(root);
        if (root.Attribute("dtd-version") is not { } version)
        {
            Traces.NoteNoAttribute(root, "dtd-version");
            root.SetAttributeValue("dtd-version", "1.3");
        }
        else if (version.Value != "1.3")
        {
            Traces.NoteAttribute(version);
            version.Value = "1.3";
        }

        new ContentFitting(new Supplies(FactsOf(article), article.Read.Article.Title, report), report).Fit(root);
        IdFitting.Fit(root);
        Traces.WriteOut(root);
        using var stream = new MemoryStream();
        MarkedArticle.Write(document, stream);
        var bytes = stream.ToArray();
        var faults = JatsModel.Instance.Faults(new MemoryStream(bytes, writable: false));
        foreach (var fault in faults)
        {
            report.Add("The JATS file is not valid: " + fault);
        }

        return new JatsOutput(bytes, faults.Count == 0, [.. report.Lines.Select(line => new ImportWarning(null, line))]);
    }

    // The file's name in the package, where it came with the article.
    private static void NameFiles(XElement root, IReadOnlyDictionary<string, FinishedFile> files)
    {
        foreach (var element in files.Count == 0 ? [] : root.Descendants().Where(element => Calling.Contains(element.Name.LocalName)))
        {
            if ((element.Attribute(Namespaces.XLink + "href") ?? element.Attribute("href")) is { } href && files.TryGetValue(href.Value, out var file))
            {
                href.Value = file.Name;
            }
        }
    }

    private static JournalFacts FactsOf(FinishedArticle article)
    {
        var (stated, citation) = (article.Read.Article.Journal, article.Citation);
        var key = new string([.. citation.JournalTitle.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-')]).Trim('-');
        return new JournalFacts(stated?.Code ?? (key.Length == 0 ? "journal" : key), citation.JournalTitle, stated?.PrintIssn?.Value, stated?.OnlineIssn?.Value ?? (stated?.PrintIssn is null ? article.JournalIssn : null), article.Publisher);
    }
}
