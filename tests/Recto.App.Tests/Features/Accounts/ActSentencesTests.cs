using Recto.App.Features.Accounts.Changes;
using Recto.App.Shell.Language;
using Recto.App.Tests.Language;
using Recto.Storage.Audit;

namespace Recto.App.Tests.Features.Accounts;

/// <summary>The log of changes in words.</summary>
public sealed class ActSentencesTests
{
    [Theory]
    [InlineData("""{"before":{"name":"A","roles":["x"]},"after":{"name":"B","roles":["x"]}}""", "name: A → B")]
    [InlineData("""{"before":null,"after":{"name":"B","roles":["x","y"]}}""", "name: B; roles: x, y")]
    [InlineData("""{"title":{"was":"A","is":"B"},"about":{"was":"gone","is":null}}""", "title: A → B; about: gone → –")]
    [InlineData("""{"reason":"Twice printed.","doi":null}""", "reason: Twice printed.")]
    [InlineData("""{"note":"7","was":["Full: A"],"is":["Full: B"],"reason":"seen"}""", "note: 7; reason: seen; Full: A → Full: B")]
    [InlineData("""{"fields":["altTexts","title"],"notice":"01a2179d-b0b0-7222-a2c7-03110ca0a0ff"}""", "changed: words for pictures, title")]
    [InlineData("[1]", "")]
    [InlineData("not json", "")]
    [InlineData(null, "")]
    public void What_changed_is_told_in_one_line_for_each_thing(string? details, string told) =>
        Assert.Equal(told, string.Join("; ", ActSentences.DetailsOf(Entry("journal.edited") with { Details = details }, new Say())));

    [Theory]
    [InlineData("issue.published", "Published the issue 1 (2)")]
    [InlineData("never.heard", "never.heard: 1 (2)")]
    public void An_act_is_a_sentence_or_else_itself(string act, string told) => Assert.Equal(told, ActSentences.Of(Entry(act), new Say()));

    [Fact]
    public void Every_act_of_the_program_has_its_sentence()
    {
        var acts = typeof(ActSentences).Assembly.GetTypes().Where(type => type.DeclaringType is null).SelectMany(LiteralsOfPages.Of).Select(literal => literal.Text).Where(text => System.Text.RegularExpressions.Regex.IsMatch(text, "^(article|issue|journal|section|page|redirect|reading|report|person|account)\\.[a-z][a-zA-Z-]+$") && text is not ("account.js" or "journal.json")).Distinct().ToList();

        Assert.True(acts.Count > 40, $"Only {acts.Count} acts were found.");
        Assert.DoesNotContain(acts, act => ActSentences.Of(Entry(act), new Say()).StartsWith(act, StringComparison.Ordinal));
    }

    private static AuditEntry Entry(string act) => new() { Person = "Ada", Act = act, Subject = "issue/1", SubjectName = "1 (2)" };
}
