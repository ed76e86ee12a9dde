using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;
using Recto.Notes;

namespace Recto.Journals.Tests.Exchange.Html;

/// <summary>An article as its page shows it, its fragments in the order of the page.</summary>
internal sealed class HtmlPage
{
    private static readonly NotesEngine Engine = new();

    private static readonly HashSet<string> Phrasing = new(StringComparer.Ordinal)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "i", "b", "s", "u", "sub", "sup", "code", "cite", "summary", "pre", "ruby", "rb", "rt", "mtext", "em", "strong", "bdi",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "aside", "figure", "figcaption", "table", "caption", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "footer", "pre", "details", "tr", "td", "th",
    };

    public HtmlPage(JatsArticle source, Func<string, string?>? pictures = null, bool reads = true)
    {
        Source = source;
        var apparatus = Engine.Read(reads ? [.. source.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)] : []);
        Written = ArticleHtml.Write(source.Document, source.Article, source.Notes, apparatus, Engine.Directory, "/articles/a", pictures ?? (_ => null));
        Title = HtmlTree.Parse(WordMarks.InEnglish(Fragments.Title));
        Abstract = HtmlTree.Parse(WordMarks.InEnglish(Fragments.Abstract));
        Body = HtmlTree.Parse(WordMarks.InEnglish(Fragments.Body));
        Notes = HtmlTree.Parse(WordMarks.InEnglish(Fragments.Notes));
        Sources = HtmlTree.Parse(WordMarks.InEnglish(Fragments.Sources));
        References = HtmlTree.Parse(WordMarks.InEnglish(Fragments.References));
        About = HtmlTree.Parse(WordMarks.InEnglish(Fragments.About));
    }

    public JatsArticle Source { get; }

    public WrittenArticle Written { get; }

    public ArticleFragments Fragments => Written.Fragments;

    public HtmlNode Title { get; }

    public HtmlNode Abstract { get; }

    public HtmlNode Body { get; }

    public HtmlNode Notes { get; }

    public HtmlNode Sources { get; }

    public HtmlNode References { get; }

    public HtmlNode About { get; }

    /// <summary>The parts that a page shows together; the list of notes replaces those in the body and is not among them.</summary>
    public IEnumerable<HtmlNode> Parts => [Title, Abstract, Body, Sources, References, About];

    /// <summary>What is wrong with the page's structure.</summary>
    public List<string> Faults()
    {
        var faults = new List<string>();
        var byId = new Dictionary<string, HtmlNode>(StringComparer.Ordinal);
        var nodes = Parts.SelectMany(part => part.All()).ToList();
        foreach (var node in nodes)
        {
            if (node["id"] is { } id && (!byId.TryAdd(id, node) || id.Any(char.IsWhiteSpace) || id.Length == 0))
            {
                faults.Add($"id {id} twice, or with white space");
            }

            if (node.Parent?.Tag is { } parent && node.Tag is { } tag)
            {
                if (Phrasing.Contains(parent) && Blocks.Contains(tag))
                {
                    faults.Add($"<{tag}> in <{parent}>: {node.Words()}");
                }

                if (!Fits(parent, tag))
                {
                    faults.Add($"<{tag}> may not stand in <{parent}>");
                }
            }
        }

        faults.AddRange(nodes.Where(node => node["href"]?.StartsWith('#') == true && !byId.ContainsKey(node["href"]![1..])).Select(node => $"{node["href"]} leads nowhere: {node.Words()}"));
        faults.AddRange(nodes.Where(node => node.Tag == "a").SelectMany(node => node.All().Skip(1)).Where(node => node.Tag == "a").Select(node => $"<a> in <a>: {node.Words()}"));
        faults.AddRange(nodes.Where(node => node.Tag == "label" || node["onclick"] is not null || node["style"] is not null).Select(node => $"<{node.Tag}>"));
        Skips(faults, [Title, Abstract, Body], 1);
        Skips(faults, [Sources], 2);
        Skips(faults, [References], 2);
        Skips(faults, [About], 2);
        Links(faults, byId);
        return faults;
    }

    private static bool Fits(string parent, string tag) => tag switch
    {
        "li" => parent is "ul" or "ol",
        "dt" or "dd" => parent == "dl",
        "tr" => parent is "thead" or "tbody" or "tfoot",
        "td" or "th" => parent == "tr",
        "thead" or "tbody" or "tfoot" or "caption" => parent == "table",
        "figcaption" => parent == "figure",
        "summary" => parent == "details",
        _ => parent is not ("ul" or "ol" or "dl" or "table" or "thead" or "tbody" or "tfoot" or "tr"),
    };

    private static void Skips(List<string> faults, IEnumerable<HtmlNode> parts, int before)
    {
        foreach (var node in parts.SelectMany(part => part.All()).Where(node => node.Tag is ['h', >= '1' and <= '6']))
        {
            var level = node.Tag![1] - '0';
            if (level > before + 1 || level < 2)
            {
                faults.Add($"h{level} after h{before}: {node.Words()}");
            }

            before = level;
        }
    }

    // Many calls, many notes: each call leads to its note, each note back to every call that the page shows.
    private void Links(List<string> faults, Dictionary<string, HtmlNode> byId)
    {
        foreach (var note in Source.Notes)
        {
            if (!byId.TryGetValue(note.HtmlId, out var written))
            {
                faults.Add($"note {note.HtmlId} is not on the page");
                continue;
            }

            var back = written.All().Select(node => node["href"]).ToHashSet();
            foreach (var call in note.Calls)
            {
                if (!byId.TryGetValue(call.HtmlId, out var link))
                {
                    if (!call.Element.Ancestors("front").Any())
                    {
                        faults.Add($"call {call.HtmlId} is not on the page");
                    }

                    continue;
                }

                if (link.Tag != "a" || link["href"] != "#" + note.HtmlId)
                {
                    faults.Add($"call {call.HtmlId} does not lead to {note.HtmlId}");
                }

                if (!back.Contains("#" + call.HtmlId))
                {
                    faults.Add($"note {note.HtmlId} does not lead back to {call.HtmlId}");
                }
            }
        }
    }
}
