using System.Text;
using Recto.App.Features.Files.Pdf;
using Recto.App.Features.Shop.Stamps;
using Recto.App.Tests.Features.Files.Pdf;
using Recto.Journals.Exchange;
using Recto.Tests.Shared;
using UglyToad.PdfPig;

namespace Recto.App.Tests.Features.Shop.Stamps;

/// <summary>The line at the foot of a bought PDF, looked at by qpdf, poppler and PdfPig.</summary>
public sealed class PdfStampTests : IDisposable
{
    private const string Line = "Licensed under order R-7Q4M-20KX, 15 June 2026";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly StampType _type = new();

    public void Dispose() => _type.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_page_says_the_line_and_every_byte_of_the_file_and_its_tags_stay(bool hasTable)
    {
        var file = SmallPdf.Of(hasTable, [0, 90, 180, 270]);
        var stamped = Stamped(file, Line);

        Assert.Equal(file, stamped[..file.Length]);
        Assert.Equal("", string.Join('\n', (await PdfReading.FaultsAsync(stamped, [], 4, Ct)))); // qpdf --check, tagged, with its title.
        Assert.Equal(await PdfReading.TagsAsync(file, Ct), await PdfReading.TagsAsync(stamped, Ct));
        using var read = PdfDocument.Open(stamped);
        Assert.All(read.GetPages(), page =>
        {
            Assert.Contains(Line, page.Text, StringComparison.Ordinal);
            Assert.Contains($"Leaf number {page.Number}.", page.Text, StringComparison.Ordinal);
        });

        // Upright at the foot of the page as it is shown, inside its box, whatever the page itself left turned or scaled.
        Assert.All(read.GetPages(), page =>
        {
            var letters = page.Letters.Where(letter => letter.FontName?.Contains("Helvetica", StringComparison.Ordinal) != true).ToList();
            Assert.All(letters, letter => Assert.InRange(letter.StartBaseLine.Y, 5, 15));
            Assert.True(letters[0].StartBaseLine.X > 0 && letters[^1].StartBaseLine.X > letters[0].StartBaseLine.X && letters[^1].StartBaseLine.X < page.Width, $"page {page.Number}");
        });
    }

    [Fact]
    public void The_same_order_and_file_give_the_same_bytes_and_another_order_others()
    {
        var file = SmallPdf.Of();
        using var other = new StampType();

        Assert.Equal(Appended(file, Line), Assert.IsType<StampOutcome.Made>(PdfStamp.Make(new MemoryStream(file), Line, other)).Appended);
        Assert.NotEqual(Appended(file, Line), Appended(file, Line.Replace("20KX", "20KY", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_line_of_other_letters_is_set_and_can_be_searched_and_one_that_is_too_long_is_made_smaller()
    {
        var name = "По заказу R-7Q4M-20KX, Đorđe Émile Łukasz Müßig " + new string('n', 90);
        var stamped = Stamped(SmallPdf.Of(), name);

        Assert.Contains("По заказу R-7Q4M-20KX, Đorđe Émile Łukasz Müßig", await PdfReading.TextAsync(stamped, Ct), StringComparison.Ordinal);
        using var read = PdfDocument.Open(stamped);
        Assert.All(read.GetPage(2).Letters, letter => Assert.InRange(letter.StartBaseLine.X, 0, 300));
    }

    public static TheoryData<string, byte[]> NotStamped() => new()
    {
        { "signed", SmallPdf.Of(catalog: "/Perms<</DocMDP 3 0 R>>") },
        { "cut off", SmallPdf.Of()[..900] },
        { "no PDF", "<html></html>"u8.ToArray() },
        { "empty", [] },
        { "a table that is not where it says", Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(SmallPdf.Of()).Replace("startxref\n", "startxref\n7", StringComparison.Ordinal)) },
        { "bytes before it", [.. "\n\n\n"u8, .. SmallPdf.Of()] },
        { "a page that is none", Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(SmallPdf.Of()).Replace("/MediaBox[0 0 300 420]", "/MediaBox(0 0 300 42)  ", StringComparison.Ordinal)) },
    };

    [Theory]
    [MemberData(nameof(NotStamped))]
    public void What_is_signed_or_damaged_is_left_as_it_is(string what, byte[] file)
    {
        Assert.False(PdfStamp.Make(new MemoryStream(file), Line, _type) is StampOutcome.Made, what);
    }

    [Theory]
    [InlineData("اسم")] // Arabic joins its letters.
    [InlineData("a\nb")]
    [InlineData("")]
    public void A_line_that_the_type_cannot_set_is_not_set(string line) => Assert.IsType<StampOutcome.Left>(PdfStamp.Make(new MemoryStream(SmallPdf.Of()), line, _type));

    [Fact]
    public async Task An_accessible_PDF_of_the_demo_journal_stays_accessible()
    {
        using var setting = new PdfSetting(TypstPrograms.Require());
        var resource = typeof(PdfSetting).Assembly.GetManifestResourceNames().First(name => name.StartsWith("Recto.Demo.", StringComparison.Ordinal) && name.EndsWith(".xml", StringComparison.Ordinal));
        await using var stream = typeof(PdfSetting).Assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Ct);
        var article = FinishedArticles.Of(bytes.ToArray(), "demo");
        var file = (await setting.MakeAsync(article, isApparatus: false, _ => Task.FromResult<Stream?>(null), Ct)).Bytes!;

        var stamped = Stamped(file, Line);

        Assert.Equal("", string.Join('\n', await PdfReading.FaultsAsync(stamped, article.Read.Notes.Select(note => (note.HtmlId, note.Note.Text)), 20, Ct)));
        Assert.Equal(await PdfReading.TagsAsync(file, Ct), await PdfReading.TagsAsync(stamped, Ct));
        Assert.Contains(Line, await PdfReading.TextAsync(stamped, Ct), StringComparison.Ordinal);
        Assert.True(stamped.Length - file.Length < 64 * 1024, $"{stamped.Length - file.Length} bytes");
    }

    private byte[] Appended(byte[] file, string line) => Assert.IsType<StampOutcome.Made>(PdfStamp.Make(new MemoryStream(file), line, _type)).Appended;

    private byte[] Stamped(byte[] file, string line) => [.. file, .. Appended(file, line)];
}
