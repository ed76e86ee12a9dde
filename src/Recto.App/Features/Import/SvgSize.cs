using System.Globalization;

namespace Recto.App.Features.Import;

/// <summary>The natural size of a drawing (SVG 2, 8.2): its width and height where they are lengths, else those of its view box.</summary>
internal static class SvgSize
{
    /// <summary>Width and height in CSS pixels; null where the drawing says none that could be.</summary>
    public static (int? Width, int? Height) Of(string? width, string? height, string? viewBox)
    {
        if (Length(width) is { } given && Length(height) is { } tall)
        {
            return (given, tall);
        }

        var box = (viewBox ?? "").Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return box.Length == 4 && Length(box[2]) is { } wide && Length(box[3]) is { } high ? (wide, high) : (null, null);
    }

    private static int? Length(string? text)
    {
        var trimmed = (text ?? "").Trim();
        var digits = trimmed.TrimEnd("abcdefghijklmnopqrstuvwxyz%".ToCharArray());
        double? unit = trimmed[digits.Length..] switch { "" or "px" => 1, "pt" => 96 / 72.0, "pc" => 16, "mm" => 96 / 25.4, "cm" => 96 / 2.54, "in" => 96, _ => null };
        return unit is not null && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number * unit.Value is >= 0.5 and <= 100_000 and var pixels
            ? (int)Math.Max(1, Math.Round(pixels)) : null;
    }
}
