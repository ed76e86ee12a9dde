using Recto.Journals.Exchange.Epub;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Tests.Exchange.Epub;

/// <summary>A whole issue as one book.</summary>
public sealed class EpubIssueTests
{
    /// <summary>The four articles of the demo journal as if they were one issue.</summary>
    internal static EpubFile DemoIssue()
    {
        var issue = new EpubIssue(new IssueFacts { Journal = "The Leaf and the Margin", Volume = "3", Number = "2", Title = "On notes", Editors = "Ada Lund", Published = new PartialDate(2026), Language = "en", Updated = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero) }, EpubFile.AsShipped());
        foreach (var (name, article, files) in EpubFile.Demo())
        {
            issue.Add(EpubFile.Finished(article, files), SpokenWords.English, name.Contains("01", StringComparison.Ordinal) ? "Articles" : null);
        }

        return EpubFile.Of(issue.Finish());
    }

    [Fact]
    public void Articles_of_an_issue_stand_one_after_the_other_and_their_links_stay_their_own()
    {
        var book = DemoIssue();

        Assert.Empty(book.Faults());
        var order = book.Package.Element(EpubFile.Opf + "spine")!.Elements().Select(item => (string?)item.Attribute("idref")).Select(id => (string?)book.Package.Descendants(EpubFile.Opf + "item").Single(item => (string?)item.Attribute("id") == id).Attribute("href")).ToList();
        Assert.Equal(["cover.xhtml", "issue.xhtml", "nav.xhtml", "a1-title.xhtml", "a1-text.xhtml"], order.Take(5));
        Assert.Equal(4, order.Count(path => path!.EndsWith("-text.xhtml", StringComparison.Ordinal)));
    }

    [Fact]
    public void Its_metadata_are_those_of_the_issue()
    {
        var book = DemoIssue();

        Assert.Equal("The Leaf and the Margin 3/2 (2026): On notes", book.Metadata.Element(EpubFile.Dc + "title")!.Value);
        Assert.Equal("2026", book.Metadata.Element(EpubFile.Dc + "date")!.Value);
        Assert.StartsWith("urn:uuid:", book.Metadata.Element(EpubFile.Dc + "identifier")!.Value, StringComparison.Ordinal);
        Assert.Equal("The Leaf and the Margin", Assert.Single(book.Meta("belongs-to-collection")));
        Assert.NotEmpty(book.Metadata.Elements(EpubFile.Dc + "creator"));
    }

    [Fact]
    public void An_issue_without_articles_is_still_a_book()
    {
        var book = EpubFile.Of(new EpubIssue(new IssueFacts { Journal = "J", Updated = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero) }, new EpubSettings()).Finish());

        Assert.Empty(book.Faults());
    }
}
