using System.Runtime.InteropServices;
using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace Recto.App.Features.Files.Cards;

/// <summary>The type of a card: shapes text in the fonts of the site, in that of Hebrew and Arabic where the text needs them, and in whatever the machine has for the rest.</summary>
internal sealed class CardType : IDisposable
{
    private readonly List<CardFace> _faces;
    private readonly Lock _lock = new();

    private CardType(params List<CardFace> faces) => _faces = faces;

    /// <summary>Upright.</summary>
    public static CardType Roman() => new(CardFace.Of("Recto.App.wwwroot.fonts.garamond-roman.woff2"), CardFace.Of("Recto.Cards.hebrew.ttf"), CardFace.Of("Recto.Cards.arabic.ttf"));

    /// <summary>Italic; Hebrew and Arabic have none.</summary>
    public static CardType Italic() => new(CardFace.Of("Recto.App.wwwroot.fonts.garamond-italic.woff2"), CardFace.Of("Recto.App.wwwroot.fonts.garamond-roman.woff2"), CardFace.Of("Recto.Cards.hebrew.ttf"), CardFace.Of("Recto.Cards.arabic.ttf"));

    /// <summary>A line as it is drawn.</summary>
    /// <param name="line">Its text, in the order of reading.</param>
    /// <param name="isRightToLeft">Whether the text that it belongs to is written from right to left.</param>
    /// <param name="size">Size in pixels.</param>
    public CardLine Shape(string line, bool isRightToLeft, float size)
    {
        var pieces = new List<(CardFace Face, ushort[] Glyphs, SKPoint[] Places)>();
        var x = 0f;
        foreach (var run in WritingRuns.Of(line, isRightToLeft))
        {
            // Stretches of one font stand from left to right as the direction has it.
            var parts = Parts(run.Text);
            foreach (var (face, text) in run.IsRightToLeft ? Enumerable.Reverse(parts) : parts)
            {
                var (glyphs, places, width) = face.Shape(text, run.IsRightToLeft, size);
                pieces.Add((face, glyphs, [.. places.Select(place => new SKPoint(place.X + x, place.Y))]));
                x += width;
            }
        }

        return new CardLine(pieces, x, size);
    }

    /// <summary>Whether there is a font for nearly every letter of a text: one that lacks a sign can be read, one that lacks its script is a row of gaps.</summary>
    public bool CanWrite(string text)
    {
        var letters = text.EnumerateRunes().Where(Rune.IsLetter).ToList();
        return letters.Count(letter => FaceOf(letter).Has(letter)) >= letters.Count * 0.8;
    }

    /// <summary>Frees what the libraries hold.</summary>
    public void Dispose() => _faces.ForEach(face => face.Dispose());

    private List<(CardFace Face, string Text)> Parts(string text)
    {
        var parts = new List<(CardFace Face, StringBuilder Text)>();
        foreach (var rune in text.EnumerateRunes())
        {
            // Marks and blanks stay with the letter before them.
            var stays = parts.Count > 0 && (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.Format);
            var face = stays && parts[^1].Face.Has(rune) ? parts[^1].Face : FaceOf(rune);
            if (parts.Count == 0 || parts[^1].Face != face)
            {
                parts.Add((face, new StringBuilder()));
            }

            parts[^1].Text.Append(rune.ToString());
        }

        return [.. parts.Select(part => (part.Face, part.Text.ToString()))];
    }

    private CardFace FaceOf(Rune rune)
    {
        lock (_lock)
        {
            if (_faces.Find(face => face.Has(rune)) is { } known)
            {
                return known;
            }

            if (CardFace.OfMachine(rune) is { } found)
            {
                _faces.Add(found);
                return found;
            }

            return _faces[0];
        }
    }
}

/// <summary>A line as it is drawn.</summary>
/// <param name="Pieces">Stretches of one font: glyphs and where they stand.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Size">Size in pixels.</param>
internal sealed record CardLine(IReadOnlyList<(CardFace Face, ushort[] Glyphs, SKPoint[] Places)> Pieces, float Width, float Size)
{
    /// <summary>Draws it.</summary>
    public void Draw(SKCanvas canvas, float x, float y, SKPaint paint)
    {
        foreach (var (face, glyphs, places) in Pieces)
        {
            using var font = face.Font(Size);
            using var builder = new SKTextBlobBuilder();
            builder.AddPositionedRun(glyphs, font, places);
            using var blob = builder.Build();
            if (blob is not null)
            {
                canvas.DrawText(blob, x, y, paint);
            }
        }
    }
}

/// <summary>One font, for drawing and for shaping.</summary>
internal sealed class CardFace : IDisposable
{
    private readonly SKTypeface _typeface;
    private readonly Blob _blob;
    private readonly Face _face;
    private readonly SKFont _letters;

    private CardFace(SKTypeface typeface, byte[] bytes)
    {
        (_typeface, _letters) = (typeface, new SKFont(typeface));
        var memory = Marshal.AllocHGlobal(bytes.Length);
        Marshal.Copy(bytes, 0, memory, bytes.Length);
        _blob = new Blob(memory, bytes.Length, MemoryMode.ReadOnly, () => Marshal.FreeHGlobal(memory));
        _face = new Face(_blob, 0);
    }

    /// <summary>A font of the program.</summary>
    public static CardFace Of(string resource)
    {
        var bytes = SiteFonts.Read(resource);
        using var data = SKData.CreateCopy(bytes);
        return new CardFace(SKTypeface.FromData(data) ?? throw new InvalidDataException($"The font {resource} cannot be drawn."), bytes);
    }

    /// <summary>A font of the machine that has this letter; null where it has none.</summary>
    public static CardFace? OfMachine(Rune rune) => MachineFonts.Find(rune) is { } file && SKTypeface.FromFile(file) is { } typeface ? new CardFace(typeface, File.ReadAllBytes(file)) : null;

    /// <summary>Whether it has this letter.</summary>
    public bool Has(Rune rune) => _letters.ContainsGlyph(rune.Value);

    /// <summary>The font at that size.</summary>
    public SKFont Font(float size) => new(_typeface, size) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None, Subpixel = true };

    /// <summary>Glyphs of a text, where they stand, and how wide they are together, in pixels.</summary>
    public (ushort[] Glyphs, SKPoint[] Places, float Width) Shape(string text, bool isRightToLeft, float size)
    {
        using var font = new Font(_face);
        var units = _face.UnitsPerEm;
        font.SetScale(units, units);
        using var buffer = new Buffer();
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        buffer.Direction = isRightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        font.Shape(buffer, []);
        var scale = size / units;
        var (glyphs, places, x) = (new ushort[buffer.Length], new SKPoint[buffer.Length], 0f);
        var (infos, positions) = (buffer.GlyphInfos, buffer.GlyphPositions);
        for (var i = 0; i < glyphs.Length; i++)
        {
            glyphs[i] = (ushort)infos[i].Codepoint;
            places[i] = new SKPoint(x + (positions[i].XOffset * scale), -positions[i].YOffset * scale);
            x += positions[i].XAdvance * scale;
        }

        return (glyphs, places, x);
    }

    /// <summary>Frees what the libraries hold.</summary>
    public void Dispose()
    {
        _letters.Dispose();
        _face.Dispose();
        _blob.Dispose();
        _typeface.Dispose();
    }
}
