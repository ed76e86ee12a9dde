using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.JatsOut;

/// <summary>
/// Makes the content of elements such as JATS 1.3 allows, from the root down: renames what has another name now, supplies what is asked for, puts a wrapper around, moves what is metadata, takes an element
/// away from around its content; what has no place at all becomes a processing instruction. Every change bears its trace.
/// </summary>
/// <param name="supplies">What may be supplied.</param>
/// <param name="report">Takes what others will not see.</param>
internal sealed partial class ContentFitting(Supplies supplies, FitReport report)
{
    private static readonly XName Paragraph = "p";
    private static readonly XName Named = "named-content";
    private static readonly XName[] Title = ["title"];

    // Where one of these may stand and may hold the thing, it is put around.
    private static readonly XName[] Wrappers =
    [
        .. ("journal-title-group permissions license article-categories title-group volume-issue-group publisher contrib-group history funding-group award-group caption table thead tbody tr colgroup ref-list fn-group app-group "
            + "author-notes kwd-group name-alternatives collab-alternatives aff-alternatives alternatives supplementary-material ref note mixed-citation list list-item def-list disp-quote p sec custom-meta-group td").Split(' ').Select(name => (XName)name),
    ];

    // In these the order says nothing: what stands at the wrong place is moved.
    private static readonly HashSet<string> Metadata = new(StringComparer.Ordinal)
    {
        "article", "front", "front-stub", "journal-meta", "article-meta", "title-group", "journal-title-group", "contrib-group", "contrib", "permissions", "license", "history", "pub-date", "date", "funding-group", "award-group",
        "supplementary-material", "fig", "table-wrap", "sub-article", "response", "back", "name", "string-name", "related-article", "kwd-group", "trans-title-group", "custom-meta", "fn-group", "disp-formula", "sec-meta", "aff", "media", "graphic", "ref",
    };

    private int _moved;

    /// <summary>Fits an element that stands where it may, and all in it.</summary>
    public void Fit(XElement element)
    {
        if (JatsModel.Instance.Find(element.Name) is not { } model)
        {
            return;
        }

        AttributeFitting.Fit(element, model);
        if (element.FirstNode is not null || model.Content is { Start.IsEnd: false })
        {
            var nodes = new Row(this, element, model).Run();
            if (nodes is not null)
            {
                element.RemoveNodes();
                element.Add(nodes);
            }
        }

        foreach (var child in element.Elements().ToList())
        {
            Fit(child);
        }
    }

    private void Report(string line) => report.Add(line);

    private XElement Supplied(XName name) => supplies.Make(name);
}
