using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Recto.Journals.Issues;

/// <summary>A journal's colour for links, note numbers and rules, <c>#rrggbb</c>, and whether it can be read on Recto's paper.</summary>
public readonly record struct JournalColour
{
    /// <summary>What WCAG 2.2 (1.4.3) asks of text.</summary>
    public const double Needed = 4.5;

    // Paper and the ground of a lit note, light and dark, as in recto.css.
    private static readonly JournalColour[] Light = [new(0xFD, 0xFC, 0xF8), new(0xF8, 0xEF, 0xCF)];
    private static readonly JournalColour[] Dark = [new(0x17, 0x16, 0x14), new(0x43, 0x39, 0x1D)];

    private JournalColour(int red, int green, int blue) => (Red, Green, Blue) = (red, green, blue);

    private int Red { get; }
    private int Green { get; }
    private int Blue { get; }

    /// <summary>Reads <c>#98261a</c>, with or without its sign, or the short form <c>#92a</c>; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out JournalColour colour)
    {
        colour = default;
        var digits = (text ?? "").Trim();
        digits = digits.StartsWith('#') ? digits[1..] : digits;
        if (digits.Length == 3)
        {
            digits = string.Concat(digits.Select(digit => new string(digit, 2)));
        }

        if (digits.Length != 6 || !digits.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        int Part(int at) => int.Parse(digits.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        colour = new JournalColour(Part(0), Part(2), Part(4));
        return true;
    }

    /// <summary>The lower of its contrasts on light paper and on the ground of a lit note: 1 to 21.</summary>
    public double OnLight => Least(Light);

    /// <summary>The nearest shade that can be read on light paper: this one where it can be.</summary>
    public JournalColour ForLight() => Toward(0, Light);

    /// <summary>The nearest shade that can be read on dark paper.</summary>
    public JournalColour ForDark() => Toward(255, Dark);

    /// <summary><c>#rrggbb</c>, lower case: safe in a stylesheet.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private JournalColour Toward(int end, JournalColour[] grounds)
    {
        const int Steps = 50;
        for (var step = 0; step < Steps; step++)
        {
            var (share, from) = ((double)step / Steps, this);
            int Mixed(int part) => (int)Math.Round(part + ((end - part) * share));
            var mixed = new JournalColour(Mixed(from.Red), Mixed(from.Green), Mixed(from.Blue));
            if (mixed.Least(grounds) >= Needed)
            {
                return mixed;
            }
        }

        return new JournalColour(end, end, end);
    }

    private double Least(JournalColour[] grounds)
    {
        var own = Luminance();
        return grounds.Min(ground => ground.Luminance() is var other && other > own ? (other + 0.05) / (own + 0.05) : (own + 0.05) / (other + 0.05));
    }

    // WCAG 2.2, relative luminance.
    private double Luminance()
    {
        static double Linear(int part) => part / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        return (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));
    }
}
