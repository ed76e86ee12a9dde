using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    /// <summary>The words of a note: its first paragraph in the note's own line, further ones as paragraphs.</summary>
    /// <param name="note">The note.</param>
    /// <param name="fold">Where its first paragraph is folded.</param>
    public void NoteContent(ArticleNote note, Func<ArticleNote, IReadOnlyList<XNode>, (XText Node, int At)?> fold)
    {
        var element = note.Element;
        var label = element.Element("label");
        var outerSkip = _skip;
        _skip = note.LeadingLabel?.Count(character => !char.IsWhiteSpace(character)) ?? 0;
        var nodes = element.Nodes().Where(node => node != label && (node is not XText text || !string.IsNullOrWhiteSpace(text.Value))).ToList();
        if (element.Name.LocalName == "ref")
        {
            foreach (var part in nodes)
            {
                if (part is XElement citation)
                {
                    Citation(citation);
                    _html.Text(" ");
                }
                else
                {
                    Inline(part);
                }
            }
        }
        else if (nodes is [XElement { Name.LocalName: "p" } first, ..] && !first.Elements().Any(IsBlock))
        {
            Folded(note, [.. first.Nodes()], nodes[1..], fold);
        }
        else if (nodes.TrueForAll(node => node is not XElement child || !IsBlock(child)))
        {
            Folded(note, nodes, [], fold);
        }
        else
        {
            InBlock(() => Flow(nodes));
        }

        _skip = outerSkip;
    }

    private void Folded(ArticleNote note, List<XNode> line, List<XNode> rest, Func<ArticleNote, IReadOnlyList<XNode>, (XText Node, int At)?> fold)
    {
        if (_book is not null || fold(note, line) is not var (node, at))
        {
            Inlines(line);
            Rest(note, rest);
            return;
        }

        var split = line.IndexOf(node);
        Inlines(line.Take(split));
        Printed(node.Value[..at]);
        var folded = NoteWriter.Count(node.Value.AsSpan(at)) + line.Skip(split + 1).Concat(rest).Sum(part => NoteWriter.Count(part is XElement element ? element.Value : part is XText text ? text.Value : ""));
        _html.Open("details", ("class", "more")).SaidIn("summary", Said.Of(Words.MoreWords, folded));
        Printed(node.Value[at..]);
        Inlines(line.Skip(split + 1));
        InBlock(() => Flow(rest));
        _html.Close("details");
    }

    // Further paragraphs of a long note are folded away whole.
    private void Rest(ArticleNote note, List<XNode> rest)
    {
        var folded = rest.Sum(part => NoteWriter.Count(part is XElement element ? element.Value : part is XText text ? text.Value : ""));
        if (_book is not null || !NoteWriter.IsLong(note) || folded < NoteWriter.FoldedAtLeast)
        {
            InBlock(() => Flow(rest));
            return;
        }

        _html.Open("details", ("class", "more")).SaidIn("summary", Said.Of(Words.MoreWords, folded));
        InBlock(() => Flow(rest));
        _html.Close("details");
    }
}
