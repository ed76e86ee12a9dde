using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Recto.App.Features.Shop.Stamps;

/// <summary>What came of a stamp.</summary>
internal abstract record StampOutcome
{
    private StampOutcome() { }

    /// <summary>It is made.</summary>
    /// <param name="Appended">The bytes that belong behind the file.</param>
    internal sealed record Made(byte[] Appended) : StampOutcome;

    /// <summary>The file is to be left as it is.</summary>
    /// <param name="Why">Why, for the log.</param>
    internal sealed record Left(string Why) : StampOutcome;
}

/// <summary>
/// Puts one line at the foot of every page of a PDF. It is marked as an artifact (ISO 32000-1, 14.8.2.2), which readers aloud pass over; the tags of the file stay as they are (PDF/UA). A file that is encrypted, signed or damaged
/// is left alone: a file that opens without a stamp is better than a stamped one that does not.
/// </summary>
internal static class PdfStamp
{
    private const double Size = 7;
    private const double Margin = 18; // Points between the line and the edges of the page.
    private const double Foot = 11; // Points between the lower edge and the line.
    private const double LeastSize = 3.5;
    private const int Header = 5;
    private static readonly NameToken Shape = NameToken.Create("RectoStamp");

    /// <summary>Makes a stamp.</summary>
    /// <param name="pdf">The file, at its beginning; it can be sought in, and is left open.</param>
    /// <param name="line">What the stamp says; one line.</param>
    /// <param name="type">What it is set in.</param>
    public static StampOutcome Make(Stream pdf, string line, StampType type)
    {
        ArgumentNullException.ThrowIfNull(pdf);
        ArgumentNullException.ThrowIfNull(type);
        if (type.Set(line) is not { } set)
        {
            return new StampOutcome.Left("a letter of the line is not in the type");
        }

        try
        {
            if (!Begins(pdf, 0, "%PDF-"u8))
            {
                return new StampOutcome.Left("it does not begin as a PDF does");
            }

            pdf.Position = 0;
            using var file = PdfDocument.Open(new Kept(pdf));
            return file.IsEncrypted ? new StampOutcome.Left("it is encrypted")
                : file.Structure.Catalog.CatalogDictionary.ContainsKey(NameToken.Create("Perms")) ? new StampOutcome.Left("it is signed")
                : Make(file, pdf, set);
        }
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            // Somebody else's file in somebody else's reader, which throws whatever comes: whoever paid gets the file all the same.
            return new StampOutcome.Left($"it cannot be read ({damaged.GetType().Name})");
        }
    }

    private static StampOutcome Make(PdfDocument file, Stream pdf, StampLine set)
    {
        var places = LastOf(pdf);
        var hasTable = Begins(pdf, places, "xref"u8);
        if (!hasTable && !BeginsObject(pdf, places))
        {
            return new StampOutcome.Left("its table of objects is not where it says");
        }

        using var update = new PdfUpdate(file, pdf.Length, places, hasTable);
        var drawn = Draw(update, set);
        var before = update.AddStream("", "q");
        var tails = new Dictionary<string, IndirectReference>(StringComparer.Ordinal);
        var pages = Pages(file);
        foreach (var node in pages)
        {
            var matrix = Matrix(file, node, set.Width * Size / StampType.Em);
            if (!tails.TryGetValue(matrix, out var tail))
            {
                tails[matrix] = tail = update.AddStream("", $"\nQ\n/Artifact <</Type/Pagination/Subtype/Footer/Attached[/Bottom]>> BDC\nq {matrix} cm /{Shape.Data} Do Q\nEMC");
            }

            IEnumerable<IToken> contents = [new IndirectReferenceToken(before), .. Contents(file, node.Dictionary), new IndirectReferenceToken(tail)];
            update.Replace(node.Reference, node.Dictionary.With(NameToken.Contents, new ArrayToken([.. contents])).With(NameToken.Resources, Resources(file, node, drawn)));
        }

        return pages.Count == 0 || pages.Count != file.NumberOfPages ? new StampOutcome.Left("its pages cannot be counted") : new StampOutcome.Made(update.Finish());
    }

    // The leaves of the tree of pages, each once.
    private static List<Node> Pages(PdfDocument file)
    {
        var (pages, seen) = (new List<Node>(), new HashSet<IndirectReference>());
        var open = new Stack<Node>();
        Open(file.Structure.Catalog.CatalogDictionary.Data["Pages"], null);
        while (open.TryPop(out var node))
        {
            if (node.Dictionary.Data.TryGetValue("Kids", out var kids) && Resolve(file, kids) is ArrayToken below)
            {
                foreach (var kid in below.Data.Reverse())
                {
                    Open(kid, node);
                }
            }
            else
            {
                pages.Add(node);
            }
        }

        return pages;

        void Open(IToken token, Node? parent)
        {
            if (token is IndirectReferenceToken { Data: var key } && seen.Add(key) && Resolve(file, token) is DictionaryToken dictionary)
            {
                open.Push(new Node(key, dictionary, parent));
            }
        }
    }

    // The line as one shape that all pages show, with its font.
    private static IndirectReference Draw(PdfUpdate update, StampLine set)
    {
        var drawings = string.Concat(set.Letters.Select(letter => $"/c{letter.Code} {PdfUpdate.Text(update.AddStream("", string.Create(CultureInfo.InvariantCulture, $"{letter.Width} 0 -500 -500 1500 1500 d1\n{letter.Outline}")))}"));
        var words = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /RectoStamp def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n");
        foreach (var some in set.Letters.Chunk(100))
        {
            words.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach (var letter in some)
            {
                words.Append(CultureInfo.InvariantCulture, $"<{letter.Code:X2}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(letter.Rune.ToString()))}>\n");
            }

            words.Append("endbfchar\n");
        }

        words.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend");
        var last = set.Letters.Count;
        var font = update.Add(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Font/Subtype/Type3/Name/RectoStamp/FontBBox[-500 -500 1500 1500]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 1/LastChar {last}/Widths[{string.Join(' ', set.Letters.Select(letter => letter.Width))}]/Encoding<</Type/Encoding/Differences[1 {string.Concat(set.Letters.Select(letter => $"/c{letter.Code}"))}]>>/CharProcs<<{drawings}>>/Resources<<>>/ToUnicode {PdfUpdate.Text(update.AddStream("", words.ToString()))}>>"));
        return update.AddStream(string.Create(CultureInfo.InvariantCulture, $"/Type/XObject/Subtype/Form/BBox[0 -3 {(set.Width * Size / StampType.Em) + 1:0.###} 8]/Resources<</Font<</F0 {PdfUpdate.Text(font)}>>>>"),
            string.Create(CultureInfo.InvariantCulture, $"0.35 g BT /F0 {Size} Tf 0 0 Td <{Convert.ToHexString([.. set.Codes])}> Tj ET"));
    }

    // Centred at the foot of the page as it is shown, however it is turned; narrower where it would not fit.
    private static string Matrix(PdfDocument file, Node node, double width)
    {
        var box = Box(file, node);
        var turned = Inherited(file, node, NameToken.Rotate) is NumericToken rotate ? ((rotate.Int % 360) + 360) % 360 : 0;
        var (across, left, bottom, right, top) = (turned is 90 or 270 ? box.Height : box.Width, box.Left, box.Bottom, box.Right, box.Top);
        var scale = Math.Clamp((across - (2 * Margin)) / width, LeastSize / Size, 1);
        var start = (across - (width * scale)) / 2;
        double[] values = turned switch
        {
            90 => [0, scale, -scale, 0, right - Foot, bottom + start],
            180 => [-scale, 0, 0, -scale, right - start, top - Foot],
            270 => [0, -scale, scale, 0, left + Foot, top - start],
            _ => [scale, 0, 0, scale, left + start, bottom + Foot],
        };
        return string.Join(' ', values.Select(value => value.ToString("0.###", CultureInfo.InvariantCulture)));
    }

    private static PdfRectangle Box(PdfDocument file, Node node)
    {
        var box = (Inherited(file, node, NameToken.CropBox) ?? Inherited(file, node, NameToken.MediaBox)) as ArrayToken ?? throw new InvalidDataException("A page says nothing of its size.");
        var sides = box.Data.Select(side => ((NumericToken)Resolve(file, side)!).Double).ToList();
        return new PdfRectangle(Math.Min(sides[0], sides[2]), Math.Min(sides[1], sides[3]), Math.Max(sides[0], sides[2]), Math.Max(sides[1], sides[3]));
    }

    private static IEnumerable<IToken> Contents(PdfDocument file, DictionaryToken page) =>
        !page.Data.TryGetValue("Contents", out var contents) ? []
        : contents is ArrayToken many ? many.Data
        : contents is IndirectReferenceToken one && Resolve(file, one) is ArrayToken elsewhere ? elsewhere.Data
        : Resolve(file, contents) is StreamToken ? [contents] : [];

    private static DictionaryToken Resources(PdfDocument file, Node node, IndirectReference drawn)
    {
        var own = Inherited(file, node, NameToken.Resources) as DictionaryToken ?? DictionaryToken.Empty;
        var shapes = own.Data.TryGetValue("XObject", out var held) && Resolve(file, held) is DictionaryToken known ? known : DictionaryToken.Empty;
        return own.With(NameToken.Xobject, shapes.With(Shape, new IndirectReferenceToken(drawn)));
    }

    private static IToken? Inherited(PdfDocument file, Node node, NameToken name)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at.Dictionary.Data.TryGetValue(name.Data, out var value))
            {
                return Resolve(file, value);
            }
        }

        return null;
    }

    private static IToken? Resolve(PdfDocument file, IToken token)
    {
        for (var left = 10; token is IndirectReferenceToken reference && left > 0; left--)
        {
            token = file.Structure.GetObject(reference.Data).Data;
        }

        return token;
    }

    private static bool Begins(Stream pdf, long place, ReadOnlySpan<byte> with)
    {
        Span<byte> there = stackalloc byte[Header];
        return place >= 0 && place < pdf.Length - Header && Read(pdf, place, there) && there.StartsWith(with);
    }

    // 12 0 obj
    private static bool BeginsObject(Stream pdf, long place)
    {
        var there = new byte[24];
        return place > 0 && place < pdf.Length - there.Length && Read(pdf, place, there) && Encoding.Latin1.GetString(there).Split((char[])[' ', '\r', '\n', '<'], StringSplitOptions.RemoveEmptyEntries) is [var number, var generation, "obj", ..]
            && number.All(char.IsAsciiDigit) && generation.All(char.IsAsciiDigit);
    }

    private static bool Read(Stream pdf, long place, Span<byte> into)
    {
        pdf.Position = place;
        return pdf.ReadAtLeast(into, into.Length, throwOnEndOfStream: false) == into.Length;
    }

    // Where the file itself says that its last table stands: the library finds lost ones too, behind which nothing can be added.
    private static long LastOf(Stream pdf)
    {
        var end = new byte[Math.Min(1024, pdf.Length)];
        Read(pdf, pdf.Length - end.Length, end);
        var text = Encoding.Latin1.GetString(end);
        var at = text.LastIndexOf("startxref", StringComparison.Ordinal);
        var digits = at < 0 ? "" : new string([.. text[(at + 9)..].TrimStart().TakeWhile(char.IsAsciiDigit)]);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : -1;
    }

    /// <summary>A node of the tree of pages.</summary>
    private sealed record Node(IndirectReference Reference, DictionaryToken Dictionary, Node? Parent);

    // The library closes what it has read from; the file is sent afterwards.
    private sealed class Kept(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => inner.Length;
        public override long Position { get => inner.Position; set => inner.Position = value; }
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
        public override int Read(Span<byte> buffer) => inner.Read(buffer);
        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);
        public override void Flush() { }
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
