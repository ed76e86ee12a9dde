using System.Text;
using Recto.Journals.Exchange.Citations;

namespace Recto.Journals.Tests.Exchange.Citations;

/// <summary>Every style on every work of the table, compared with <c>corpus/citations/examples.txt</c>, in which italics stand between asterisks. RECTO_ACCEPT=1 writes it anew, for the eye to judge.</summary>
public sealed class StyleExampleTests
{
    private static readonly string Golden = Path.Combine(CslWorks.Folder, "examples.txt");

    [Fact]
    public void Every_work_is_cited_as_the_table_has_it()
    {
        var written = new StringBuilder();
        foreach (var (name, work) in CslWorks.All)
        {
            written.Append("== ").Append(name).Append('\n');
            foreach (var style in CitationStyles.All)
            {
                written.Append(style.Key().PadRight(14)).Append(Marked(style.Format(work))).Append('\n');
                if (style.InText(work) is { } inText)
                {
                    written.Append("  in text".PadRight(14)).Append(Marked(inText)).Append('\n');
                }
            }

            written.Append('\n');
        }

        if (Environment.GetEnvironmentVariable("RECTO_ACCEPT") == "1")
        {
            File.WriteAllText(Golden, written.ToString());
        }

        Assert.Equal(File.ReadAllText(Golden), written.ToString());
    }

    [Fact]
    public void No_sign_stands_twice_and_no_blank_before_one()
    {
        foreach (var (name, work) in CslWorks.All)
        {
            foreach (var style in CitationStyles.All)
            {
                var text = style.Format(work with { Title = work.Title?.Replace(" ?", "?", StringComparison.Ordinal) }).ToPlainText();

                foreach (var fault in new[] { "..", ",,", "?.", "!.", " ,", " .", "  ", ",.", "()", "[]", "::", " )", "( " })
                {
                    Assert.False(text.Contains(fault, StringComparison.Ordinal), $"{name}, {style.Key()}: {fault} in {text}");
                }

                Assert.True(text.Length > 0 && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]), $"{name}, {style.Key()}: {text}");
            }
        }
    }

    [Fact]
    public void An_empty_work_is_cited_without_a_fault()
    {
        foreach (var type in Enum.GetValues<WorkType>())
        {
            foreach (var style in CitationStyles.All)
            {
                Assert.NotNull(style.Format(new CitedWork { Type = type }).ToHtml());
                Assert.NotNull(style.InText(new CitedWork { Type = type })?.ToHtml() ?? "");
            }
        }
    }

    private static string Marked(CitationText text) => string.Concat(text.Runs.Select(run => run.Style == RunStyle.Plain ? run.Text : $"*{run.Text}*"));
}
