using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Epub;

/// <summary>An entry of the contents.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Place">Document and id.</param>
/// <param name="Language">BCP 47 tag where it is another than the article's; null otherwise.</param>
/// <param name="Inner">What it holds.</param>
internal sealed record NavigationEntry(string Text, string Place, string? Language, IReadOnlyList<NavigationEntry> Inner)
{
    /// <summary>Headings with those of the third level under those of the second.</summary>
    public static IEnumerable<NavigationEntry> Nested(IReadOnlyList<ContentsEntry> headings)
    {
        for (var i = 0; i < headings.Count;)
        {
            var heading = headings[i++];
            var inner = new List<NavigationEntry>();
            while (i < headings.Count && headings[i].Level > heading.Level)
            {
                inner.Add(new NavigationEntry(headings[i].Text, "#" + headings[i].Id, null, []));
                i++;
            }

            yield return new NavigationEntry(heading.Text, "#" + heading.Id, null, inner);
        }
    }
}
