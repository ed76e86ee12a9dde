using Recto.Journals.Issues;
using SkiaSharp;

namespace Recto.App.Features.Files.Cards;

/// <summary>What stands on a card.</summary>
/// <param name="Title">The article's title.</param>
/// <param name="Subtitle">Its subtitle; null where there is none.</param>
/// <param name="Authors">Its authors in one line; null where there are none.</param>
/// <param name="Journal">The journal's title.</param>
/// <param name="Place">Volume, number and year as printed; null where none is known.</param>
/// <param name="Colour">The journal's colour, <c>#rrggbb</c>; null for Recto's own.</param>
internal sealed record CardWords(string Title, string? Subtitle, string? Authors, string Journal, string? Place, string? Colour);

/// <summary>
/// Draws the picture that stands beside a link to an article elsewhere: the title as large as it can be, the authors, and under a rule, as a note stands at the foot of a leaf, the journal.
/// The same words give the same bytes, wherever the fonts of the program suffice.
/// </summary>
internal sealed class CardDrawing : IDisposable
{
    /// <summary>Its width in pixels.</summary>
    public const int Width = 1200;

    /// <summary>Its height in pixels.</summary>
    public const int Height = 630;

    private const float Side = 84;
    private const float Top = 76;
    private const float Measure = Width - (2 * Side);
    private const float Largest = 78;
    private const float Smallest = 40;
    private const float Leading = 1.16f;
    private const float Foot = 118; // From the rule to the lower edge.
    private static readonly SKColor Paper = SKColor.Parse("#fdfcf8");
    private static readonly SKColor Ink = SKColor.Parse("#1d1b18");
    private static readonly SKColor Pale = SKColor.Parse("#5a554c");

    private readonly CardType _roman = CardType.Roman();
    private readonly CardType _italic = CardType.Italic();

    /// <summary>Whether there are letters for these words.</summary>
    public bool CanWrite(CardWords words) => _roman.CanWrite(words.Title);

    /// <summary>Draws it.</summary>
    /// <returns>A PNG of 1200 by 630 pixels.</returns>
    public byte[] Draw(CardWords words)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        var canvas = surface.Canvas;
        canvas.Clear(Paper);
        var colour = SKColor.Parse((JournalColour.TryParse(words.Colour, out var own) ? own.ForLight().ToString() : null) ?? "#98261a");
        using var ink = Paint(Ink);
        using var pale = Paint(Pale);
        using var rubric = Paint(colour);
        canvas.DrawRect(0, 0, Width, 14, rubric);

        var isRightToLeft = WritingRuns.IsRightToLeft(words.Title);
        var authors = string.IsNullOrWhiteSpace(words.Authors) ? [] : Lines(_roman, words.Authors, 36, Measure, 2);
        var room = Height - Top - Foot - 40 - (authors.Count * 46) - (authors.Count > 0 ? 22 : 0);
        var (title, subtitle) = Fit(words, room);
        var y = Top;
        foreach (var line in title)
        {
            y += line.Size * Leading;
            Put(canvas, line, y - (line.Size * 0.16f), isRightToLeft, ink);
        }

        y += subtitle.Count > 0 ? 10 : 0;
        foreach (var line in subtitle)
        {
            y += line.Size * 1.2f;
            Put(canvas, line, y - (line.Size * 0.2f), isRightToLeft, ink);
        }

        y += 26;
        foreach (var line in authors)
        {
            y += 46;
            Put(canvas, line, y - 8, isRightToLeft, pale);
        }

        DrawFoot(canvas, words, isRightToLeft, rubric, ink, pale);
        using var picture = surface.Snapshot();
        using var png = picture.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>Frees what the libraries hold.</summary>
    public void Dispose()
    {
        _roman.Dispose();
        _italic.Dispose();
    }

    private void DrawFoot(SKCanvas canvas, CardWords words, bool isRightToLeft, SKPaint rubric, SKPaint ink, SKPaint pale)
    {
        const float Rule = 190;
        canvas.DrawRect(isRightToLeft ? Width - Side - Rule : Side, Height - Foot, Rule, 3, rubric);
        var place = words.Place is null ? null : _roman.Shape(words.Place, WritingRuns.IsRightToLeft(words.Place), 30);
        var room = Measure - (place is null ? 0 : place.Width + 40);
        var journal = Lines(_italic, words.Journal, 34, room, 1)[0];
        Put(canvas, journal, Height - Foot + 56, isRightToLeft, ink);
        if (place is not null)
        {
            place.Draw(canvas, isRightToLeft ? Side : Width - Side - place.Width, Height - Foot + 56, pale);
        }
    }

    // As large as it can be and still stand whole; a subtitle goes before a title is made very small; what is too long even then is cut.
    private (IReadOnlyList<CardLine> Title, IReadOnlyList<CardLine> Subtitle) Fit(CardWords words, float room)
    {
        foreach (var subtitle in string.IsNullOrWhiteSpace(words.Subtitle) ? [null] : new[] { words.Subtitle, null })
        {
            for (var size = Largest; size >= (subtitle is null ? Smallest : 50); size -= 2)
            {
                var small = MathF.Round(size * 0.56f);
                var title = Lines(_roman, words.Title, size, Measure, null);
                var below = subtitle is null ? [] : Lines(_italic, subtitle, small, Measure, null);
                var height = (title.Count * size * Leading) + (below.Count == 0 ? 0 : 10 + (below.Count * small * 1.2f));
                if (height <= room && title.All(line => line.Width <= Measure) && (title.Count <= 4 || size <= 50))
                {
                    return (title, below);
                }
            }
        }

        return (Lines(_roman, words.Title, Smallest, Measure, (int)(room / (Smallest * Leading))), []);
    }

    private static void Put(SKCanvas canvas, CardLine line, float y, bool isRightToLeft, SKPaint paint) =>
        line.Draw(canvas, isRightToLeft ? Width - Side - line.Width : Side, y, paint);

    // Lines of about one length: as many as are needed, and these then as narrow as they can be without one more.
    private static IReadOnlyList<CardLine> Lines(CardType type, string text, float size, float measure, int? most)
    {
        var isRightToLeft = WritingRuns.IsRightToLeft(text);
        var words = text.Split((char[]?)[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var widths = words.Select(word => type.Shape(word, isRightToLeft, size).Width).ToArray();
        var blank = type.Shape("\u00A0", isRightToLeft, size).Width;
        var broken = Break(measure);
        if (most is { } limit && broken.Count > limit)
        {
            return [.. broken.Take(limit).Select((line, i) => i < limit - 1 ? Shaped(line) : Cut(type, string.Join(' ', broken.Skip(limit - 1)), isRightToLeft, size, measure))];
        }

        for (var narrow = measure; narrow > measure * 0.55f; narrow -= measure / 50)
        {
            var tried = Break(narrow);
            if (tried.Count > broken.Count || tried.Exists(line => line.Length == 0))
            {
                break;
            }

            broken = tried;
        }

        return [.. broken.Select(line => Shaped(line) is var shaped && shaped.Width > measure && most is not null ? Cut(type, line, isRightToLeft, size, measure) : Shaped(line))];

        CardLine Shaped(string line) => type.Shape(line, isRightToLeft, size);

        List<string> Break(float width)
        {
            var lines = new List<string>();
            var (line, used) = (new List<string>(), 0f);
            for (var i = 0; i < words.Length; i++)
            {
                if (line.Count > 0 && used + blank + widths[i] > width)
                {
                    lines.Add(string.Join(' ', line));
                    (line, used) = ([], 0);
                }

                used += (line.Count > 0 ? blank : 0) + widths[i];
                line.Add(words[i]);
            }

            lines.Add(string.Join(' ', line));
            return lines;
        }
    }

    private static CardLine Cut(CardType type, string text, bool isRightToLeft, float size, float measure)
    {
        var parts = System.Globalization.StringInfo.ParseCombiningCharacters(text);
        var (low, high) = (0, parts.Length);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Try(middle).Width <= measure ? (middle, high) : (low, middle - 1);
        }

        // Between words, where that costs little.
        var blank = low == 0 || low == parts.Length ? -1 : text.LastIndexOf(' ', parts[low]);
        var whole = blank < 0 ? -1 : Array.IndexOf(parts, blank);
        return low == parts.Length ? type.Shape(text, isRightToLeft, size) : Try(whole > low * 0.7 ? whole : low);

        CardLine Try(int letters) => type.Shape((letters == parts.Length ? text : text[..parts[letters]].TrimEnd(' ', ',', ';', ':', '.', '–', '-')) + (letters == parts.Length ? "" : "…"), isRightToLeft, size);
    }

    private static SKPaint Paint(SKColor colour) => new() { Color = colour, IsAntialias = true };
}
