using System.Text;

namespace Recto.Journals.Tests.Exchange.Html;

/// <summary>An element of written HTML; text stands in nodes without a tag.</summary>
internal sealed class HtmlNode(string? tag, string text, HtmlNode? parent)
{
    public string? Tag { get; } = tag;

    public string Text { get; } = text;

    public HtmlNode? Parent { get; } = parent;

    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public List<HtmlNode> Children { get; } = [];

    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    public bool HasClass(string name) => this["class"]?.Split(' ').Contains(name) == true;

    /// <summary>This and all below, in document order; no recursion, the trees may be deep.</summary>
    public IEnumerable<HtmlNode> All()
    {
        var waiting = new Stack<HtmlNode>([this]);
        while (waiting.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Count - 1; i >= 0; i--)
            {
                waiting.Push(node.Children[i]);
            }
        }
    }

    /// <summary>All text below, but for what <paramref name="skipped"/> names.</summary>
    public string Words(Func<HtmlNode, bool>? skipped = null)
    {
        var text = new StringBuilder();
        Add(this);
        return text.ToString();

        void Add(HtmlNode node)
        {
            text.Append(node.Text);
            foreach (var child in node.Children)
            {
                if (skipped?.Invoke(child) != true)
                {
                    Add(child);
                }
            }
        }
    }
}

/// <summary>A strict reader of the HTML that we write: everything closed in order, attributes quoted, four entities.</summary>
internal static class HtmlTree
{
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "br", "img", "hr", "col", "wbr" };

    /// <exception cref="FormatException">Something is not as we write it.</exception>
    public static HtmlNode Parse(string html)
    {
        var root = new HtmlNode("#root", "", null);
        var open = root;
        var at = 0;
        while (at < html.Length)
        {
            if (html[at] != '<')
            {
                var end = html.IndexOf('<', at) is >= 0 and var next ? next : html.Length;
                open.Children.Add(new HtmlNode(null, Decoded(html[at..end]), open));
                at = end;
            }
            else if (html.AsSpan(at).StartsWith("<!--"))
            {
                at = html.IndexOf("-->", at, StringComparison.Ordinal) + 3;
            }
            else if (html[at + 1] == '/')
            {
                var end = html.IndexOf('>', at);
                var tag = html[(at + 2)..end];
                if (open.Tag != tag)
                {
                    throw new FormatException($"</{tag}> closes <{open.Tag}> in …{html[Math.Max(0, at - 80)..end]}");
                }

                open = open.Parent!;
                at = end + 1;
            }
            else
            {
                at = Open(html, at + 1, ref open);
            }
        }

        return open == root ? root : throw new FormatException($"<{open.Tag}> stays open.");
    }

    private static int Open(string html, int at, ref HtmlNode open)
    {
        var start = at;
        while (char.IsAsciiLetterOrDigit(html[at]))
        {
            at++;
        }

        var node = new HtmlNode(html[start..at], "", open);
        open.Children.Add(node);
        while (html[at] == ' ')
        {
            var equals = html.IndexOf("=\"", at, StringComparison.Ordinal);
            var end = html.IndexOf('"', equals + 2);
            if (!node.Attributes.TryAdd(html[(at + 1)..equals], Decoded(html[(equals + 2)..end])))
            {
                throw new FormatException($"An attribute twice in {html[start..end]}");
            }

            at = end + 1;
        }

        if (html[at] != '>' || node.Tag!.Length == 0)
        {
            throw new FormatException($"No tag: {html[start..Math.Min(html.Length, at + 40)]}");
        }

        open = Void.Contains(node.Tag) ? open : node;
        return at + 1;
    }

    private static string Decoded(string text)
    {
        for (var at = text.IndexOf('&', StringComparison.Ordinal); at >= 0; at = text.IndexOf('&', at + 1))
        {
            if (!new[] { "&amp;", "&lt;", "&gt;", "&quot;", "&#xE000;", "&#xE001;", "&#xE002;" }.Any(entity => text.AsSpan(at).StartsWith(entity)))
            {
                throw new FormatException($"No entity of ours: {text[at..Math.Min(text.Length, at + 20)]}");
            }
        }

        return text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&#xE000;", "\uE000", StringComparison.Ordinal).Replace("&#xE001;", "\uE001", StringComparison.Ordinal)
            .Replace("&#xE002;", "\uE002", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
    }
}
