using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers;
using Markdig.Syntax;
using Recto.App.Features.Import.Markup;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Fixes;
using Recto.Journals.Exchange.Jats;

namespace Recto.App.Features.Import.Markdown;

/// <summary>
/// Reads an article in Markdown (CommonMark, kramdown, Hugo, pandoc) into JATS: Markdig reads the Markdown, AngleSharp the HTML that it writes and that stands in it, and that tree is turned into JATS.
/// Nothing is run and nothing fetched; of HTML only words and a few elements come through.
/// </summary>
internal sealed partial class MarkdownArticle
{
    /// <summary>Longest file in characters.</summary>
    private const int Longest = 16 * 1024 * 1024;

    private readonly MarkdownNotes _syntax = new();
    private readonly MarkdownMacros _macros = new();
    private readonly List<string> _leftOut = [];
    private readonly List<ImportWarning> _warnings = [];
    private readonly MarkdownPipeline _pipeline;
    private MarkdownNoteList? _notes;
    private int _firstLine = 1;

    private MarkdownArticle(bool withDefinitions) => _pipeline = (withDefinitions ? new MarkdownPipelineBuilder().UseDefinitionLists() : new MarkdownPipelineBuilder())
        .UsePreciseSourceLocation()
        .UsePipeTables()
        .UseGridTables()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseMathematics()
        .UseAutoLinks()
        .Use(new MarkdownAttributes(_leftOut))
        .Use(_syntax)
        .Use<SmartMarks>()
        .Build();

    /// <summary>Reads a file.</summary>
    /// <param name="text">The file.</param>
    /// <returns><see cref="JatsLoaded"/> or <see cref="JatsRefusal"/>.</returns>
    public static JatsOutcome Read(string text)
    {
        if (text.Length > Longest)
        {
            return new JatsRefusal(null, null, $"The file has {text.Length} characters, more than the {Longest} of Markdown that are read. Split it.");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return new JatsRefusal(1, null, "The file holds nothing but white space.");
        }

        return new MarkdownArticle(MarkdownCost.BearsDefinitionLists(text)).Convert(text);
    }

    /// <summary>Where the words of the notes stand in a file, by the id that each has in JATS; without those whose place is not certain.</summary>
    /// <param name="text">The file.</param>
    public static IReadOnlyDictionary<string, MarkdownPlace> NotePlaces(string text)
    {
        var article = new MarkdownArticle(MarkdownCost.BearsDefinitionLists(text));
        article.Convert(text);
        var places = new MarkdownPlaces(text);
        var found = new Dictionary<string, MarkdownPlace>(StringComparer.Ordinal);
        foreach (var note in article._notes?.All ?? [])
        {
            var place = note.Definition is { } definition ? places.Defined(definition.Label, article._firstLine - 1 + article._macros.LineOf(definition.Line)) : places.InPlace(note.Text!);
            if (place is { } known)
            {
                found.TryAdd(note.Id, known);
            }
        }

        return found;
    }

    private JatsOutcome Convert(string text)
    {
        var part = FrontMatter.Part(text, out var fault);
        var rest = part?.Text ?? text;
        var firstLine = 1 + (part?.Line ?? 0);
        if (fault is not null && part is { } unread)
        {
            _warnings.Add(new ImportWarning(1, $"The front matter is not well-formed ({fault}); what could not be read is listed as left out."));
            _leftOut.Add("front matter: " + unread.Source.Trim());
        }

        rest = WithoutData(rest);
        if (MarkdownCost.Refusal(rest) is { } costly)
        {
            return costly with { Line = costly.Line + firstLine - 1 };
        }

        try
        {
            var document = Markdig.Markdown.Parse(_macros.Take(rest), _pipeline);
            _leftOut.AddRange(_macros.Comments);
            foreach (var definition in _syntax.Definitions)
            {
                definition.Parent?.Remove(definition);
            }

            if (Tree(Html(document)) is not { } tree)
            {
                return new JatsRefusal(firstLine, null, "HTML elements stand too deep in one another; no article needs that.");
            }

            return new JatsLoaded(Write(tree, part?.Value, firstLine));
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("nested", StringComparison.Ordinal))
        {
            // Markdig's way to say that quotations, lists or brackets stand too deep in one another.
            return new JatsRefusal(firstLine, null, "Quotations, lists or brackets stand too deep in one another; no article needs that.");
        }
    }

    // Pictures that a program wrote into the text itself.
    private string WithoutData(string text) => text.Contains(";base64,", StringComparison.Ordinal) ? EmbeddedData().Replace(text, data =>
    {
        _leftOut.Add($"{data.Groups[1].Value}: {data.Length} characters of an embedded file");
        return data.Groups[1].Value;
    }) : text;

    // data:image/png;base64,iVBORw0KGgo…
    [GeneratedRegex("(data:[a-z]{1,20}/[a-z0-9.+-]{1,60});base64,[A-Za-z0-9+/=]{100,}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex EmbeddedData();

    private ArticleDocument Write(IElement tree, FrontValue? front, int firstLine)
    {
        var notes = _notes = new MarkdownNoteList(_syntax);
        _firstLine = firstLine;
        var markup = new MarkupJats(_macros, notes, _leftOut, words => Tree(Markdig.Markdown.ToHtml(words, _pipeline)));
        var pieces = markup.Pieces(tree.ChildNodes);
        var meta = new MarkdownFront(front, _leftOut, markup);
        var head = meta.TakeTitle(pieces);
        var body = new XElement("body", MarkupSections.Build(pieces));
        var written = notes.Write(note => Paragraphs(note, markup));
        foreach (var call in notes.Undefined)
        {
            _warnings.Add(new ImportWarning(null, $"[^{call}] is called, but no note of that name is there; it was kept as text."));
        }

        foreach (var (label, line, isSecond) in notes.Uncalled)
        {
            _warnings.Add(new ImportWarning(firstLine + _macros.LineOf(line), isSecond
                ? $"The note [^{label}] is defined a second time, and nothing calls it; it was kept after the others."
                : $"Nothing calls the note [^{label}]; it was kept after the others."));
        }

        foreach (var turned in _syntax.Calls.Where(call => call.IsTurned).Select(call => call.Label).Distinct(StringComparer.Ordinal))
        {
            _warnings.Add(new ImportWarning(null, $"^[{turned}] was read as the call [^{turned}], for a note of that name is there."));
        }

        var article = new XElement("article",
            new XAttribute(XNamespace.Xmlns + "xlink", "http://www.w3.org/1999/xlink"),
            meta.Language is { } language ? new XAttribute(XNamespace.Xml + "lang", language) : null,
            meta.Write(head),
            body.HasElements ? body : null,
            written.Count > 0 ? new XElement("back", new XElement("fn-group", written)) : null);
        markup.TieLinks(article);
        return new ArticleDocument
        {
            Jats = new XDocument(article),
            Format = SourceFormat.Markdown,
            Warnings = [.. _warnings.OrderBy(warning => warning.Line ?? int.MaxValue)],
            LeftOut = [.. _leftOut],
        };
    }

    private List<XElement> Paragraphs(MarkdownNote note, MarkupJats markup)
    {
        var html = note.Definition is { } definition ? string.Concat(definition.Select(Html)) : Markdig.Markdown.ToHtml(note.Text!, _pipeline);
        var blocks = Tree(html) is { } tree ? markup.Blocks(tree.ChildNodes) : [];
        var paragraphs = blocks.Select(block => block.Name.LocalName == "p" ? block : new XElement("p", block)).ToList();
        return paragraphs.Count > 0 ? paragraphs : [new XElement("p")];
    }

    private string Html(Block block)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        _pipeline.Setup(renderer);
        renderer.Render(block);
        writer.Flush();
        return writer.ToString();
    }

    private static IElement? Tree(string html)
    {
        if (HtmlDepth.NestsTooDeep(Encoding.UTF8.GetBytes(html)))
        {
            return null;
        }

        var page = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument("<!DOCTYPE html><html><head></head><body>" + html + "</body></html>");
        return page.Body is { } body && !HtmlDepth.IsTooDeep(body) ? body : null;
    }
}
