using Recto.App.Features.Articles;

namespace Recto.App.Tests.Features.Files;

/// <summary>Names of files that are taken away.</summary>
public sealed class DownloadNameTests
{
    [Theory]
    [InlineData("Sara Contin", "Keepers before numbers", "2026", "Sara Contin, Keepers before numbers (2026).pdf")]
    [InlineData(null, "Keepers", null, "Keepers.pdf")]
    [InlineData("Л. Рудакова", "Лист 5 об.", "2025", "Л. Рудакова, Лист 5 об (2025).pdf")]
    [InlineData("A/B", "../../etc/passwd", "2026", "A B, .. .. etc passwd (2026).pdf")]
    [InlineData("X", "What? \"Nothing\": a <title>|*", "2026", "X, What Nothing – a title (2026).pdf")]
    [InlineData("X", "new\r\nline\u202Efdp.exe", "2026", "X, new linefdp.exe (2026).pdf")]
    public void A_name_says_who_what_and_when_and_any_file_system_takes_it(string? authors, string title, string? year, string name) =>
        Assert.Equal(name, DownloadName.Of(authors, title, year, ".pdf"));

    [Fact]
    public void A_long_name_is_cut_at_a_word_and_keeps_year_and_ending()
    {
        var name = DownloadName.Of(string.Join(", ", Enumerable.Repeat("Contin", 40)), string.Join(' ', Enumerable.Repeat("Überlieferung", 40)), "2026", ".pdf");

        Assert.True(name.Length <= 120, name);
        Assert.EndsWith("… (2026).pdf", name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contin-keepers", "filename=contin-keepers.pdf")]
    [InlineData("лист", "filename=article.pdf")]
    [InlineData("лист-2", "filename=2.pdf")]
    public void Programs_that_know_no_other_letters_get_a_plain_name(string slug, string expected)
    {
        var header = DownloadName.Header(true, slug, ".pdf", "Лист.pdf");

        Assert.StartsWith("inline; ", header, StringComparison.Ordinal);
        Assert.Contains(expected, header.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("filename*=UTF-8''%D0%9B%D0%B8%D1%81%D1%82.pdf", header, StringComparison.Ordinal);
    }
}
