using Recto.App.Features.Accounts.Changes;
using Recto.App.Shell.Language;
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
    [InlineData("[1]", "")]
    [InlineData("not json", "")]
    [InlineData(null, "")]
    public void What_changed_is_told_in_one_line_for_each_thing(string? details, string told) =>
        Assert.Equal(told, string.Join("; ", ActSentences.DetailsOf(Entry("journal.edited") with { Details = details })));

    [Theory]
    [InlineData("issue.published", "Published the issue 1 (2)")]
    [InlineData("never.heard", "never.heard: 1 (2)")]
    public void An_act_is_a_sentence_or_else_itself(string act, string told) => Assert.Equal(told, ActSentences.Of(Entry(act), new Say()));

    private static AuditEntry Entry(string act) => new() { Person = "Ada", Act = act, Subject = "issue/1", SubjectName = "1 (2)" };
}
