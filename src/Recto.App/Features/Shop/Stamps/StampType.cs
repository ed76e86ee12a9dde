using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace Recto.App.Features.Shop.Stamps;

/// <summary>
/// The letters of a stamp as a font of its own inside the PDF: outlines of the program's own type, and the characters that they stand for, so that the line can be searched and copied and no font is missing.
/// Scripts that run from right to left or join their letters it has not: such a line is not set.
/// </summary>
internal sealed class StampType : IDisposable
{
    /// <summary>Units of an em.</summary>
    public const int Em = 1000;

    private const string Resource = "Recto.Type.garamond-text.otf";
    private const int MostLetters = 255;

    // Figures as high as capitals: an order's number is made of both.
    private static readonly Feature[] Figures = [new(Tag.Parse("lnum"), 1, 0, uint.MaxValue)];
    private readonly SKData _bytes;
    private readonly SKTypeface _typeface;
    private readonly SKFont _font;
    private readonly Blob _blob;
    private readonly Face _face;
    private readonly Font _shapes;

    /// <summary>Reads the type of the program.</summary>
    public StampType()
    {
        using var file = typeof(StampType).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not in the program.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        _bytes = SKData.CreateCopy(bytes);
        _typeface = SKTypeface.FromData(_bytes) ?? throw new InvalidDataException($"The font {Resource} cannot be drawn.");
        _font = new SKFont(_typeface, Em) { Hinting = SKFontHinting.None, Subpixel = true };
        var memory = Marshal.AllocHGlobal(bytes.Length);
        Marshal.Copy(bytes, 0, memory, bytes.Length);
        _blob = new Blob(memory, bytes.Length, MemoryMode.ReadOnly, () => Marshal.FreeHGlobal(memory));
        _face = new Face(_blob, 0);
        _shapes = new Font(_face);
    }

    /// <summary>Sets a line; null where a letter of it is missing.</summary>
    public StampLine? Set(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var runes = line.Normalize().EnumerateRunes().ToList();
        var letters = runes.Distinct().ToList();
        if (letters.Count is 0 or > MostLetters || !letters.TrueForAll(rune => !Rune.IsControl(rune) && _font.ContainsGlyph(rune.Value)))
        {
            return null;
        }

        // What Skia keeps of a font may be used by one thread at a time.
        lock (_font)
        {
            var set = letters.Select((rune, at) => Letter(rune, (byte)(at + 1))).ToDictionary(letter => letter.Rune);
            return new StampLine([.. set.Values], [.. runes.Select(rune => set[rune].Code)], runes.Sum(rune => set[rune].Width));
        }
    }

    /// <summary>Frees what the library holds.</summary>
    public void Dispose()
    {
        _shapes.Dispose();
        _face.Dispose();
        _blob.Dispose();
        _font.Dispose();
        _typeface.Dispose();
        _bytes.Dispose();
    }

    private StampLetter Letter(Rune rune, byte code)
    {
        using var buffer = new Buffer();
        buffer.AddUtf16(rune.ToString());
        buffer.GuessSegmentProperties();
        _shapes.Shape(buffer, Figures);
        var glyph = (ushort)buffer.GlyphInfos[0].Codepoint;
        var width = (int)Math.Round(_font.GetGlyphWidths([glyph])[0]);
        using var path = _font.GetGlyphPath(glyph);
        return new StampLetter(rune, code, width, path is null ? "" : Drawn(path));
    }

    // Skia's y runs downwards, that of a PDF upwards.
    private static string Drawn(SKPath path)
    {
        var drawn = new StringBuilder();
        var points = new SKPoint[4];
        using var verbs = path.CreateRawIterator();
        for (var verb = verbs.Next(points); verb != SKPathVerb.Done; verb = verbs.Next(points))
        {
            switch (verb)
            {
                case SKPathVerb.Move:
                    Point(drawn, points[0]).Append("m\n");
                    break;
                case SKPathVerb.Line:
                    Point(drawn, points[1]).Append("l\n");
                    break;
                case SKPathVerb.Quad:
                    Point(Point(Point(drawn, Between(points[0], points[1])), Between(points[2], points[1])), points[2]).Append("c\n");
                    break;
                case SKPathVerb.Cubic:
                    Point(Point(Point(drawn, points[1]), points[2]), points[3]).Append("c\n");
                    break;
                case SKPathVerb.Close:
                    drawn.Append("h\n");
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException("Outlines of letters have no conics.");
            }
        }

        return drawn.Append("f\n").ToString();
    }

    // A quadratic curve as a cubic one: its handles stand at two thirds of the way to the one handle.
    private static SKPoint Between(SKPoint end, SKPoint handle) => new(end.X + ((handle.X - end.X) * 2 / 3), end.Y + ((handle.Y - end.Y) * 2 / 3));

    private static StringBuilder Point(StringBuilder drawn, SKPoint point) => drawn.Append(CultureInfo.InvariantCulture, $"{Math.Round(point.X)} {-Math.Round(point.Y)} ");
}

/// <summary>A letter of the font.</summary>
/// <param name="Rune">The character.</param>
/// <param name="Code">Its code in the line, 1 to 255.</param>
/// <param name="Width">How far the next one stands, in <see cref="StampType.Em"/>ths.</param>
/// <param name="Outline">How it is drawn, in operators of a PDF.</param>
internal sealed record StampLetter(Rune Rune, byte Code, int Width, string Outline);

/// <summary>A line that is set.</summary>
/// <param name="Letters">Its letters, each once.</param>
/// <param name="Codes">Their codes, in order.</param>
/// <param name="Width">How wide it is, in <see cref="StampType.Em"/>ths.</param>
internal sealed record StampLine(IReadOnlyList<StampLetter> Letters, IReadOnlyList<byte> Codes, int Width);
