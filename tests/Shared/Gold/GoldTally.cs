using System.Globalization;
using System.Text;

namespace Recto.Tests.Shared.Gold;

/// <summary>How much was right, how much is annotated, how much was found.</summary>
internal readonly record struct GoldCount(int Right, int Gold, int Found)
{
    public double Precision => Found == 0 ? 0 : (double)Right / Found;

    public double Recall => Gold == 0 ? 0 : (double)Right / Gold;

    /// <summary>Harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found.</summary>
    public double F1 => Gold + Found == 0 ? 1 : 2.0 * Right / (Gold + Found);

    public static GoldCount operator +(GoldCount one, GoldCount other) => new(one.Right + other.Right, one.Gold + other.Gold, one.Found + other.Found);
}

/// <summary>The counts of some notes: spans, labels, fields, resolution, sources, commentary.</summary>
internal sealed class GoldTally
{
    public const string Exact = "references, exact";
    public const string Overlapping = "references, overlap 0.8";
    public const string Kind = "kind";
    public const string Form = "form";
    public const string Sources = "source pairs";
    public const string Commentary = "commentary words";
    public const string AllFields = "fields";
    public const string Resolution = "refers to: ";
    public const string Field = "field: ";

    private readonly SortedDictionary<string, GoldCount> _counts = new(StringComparer.Ordinal);

    public int Notes { get; private set; }

    /// <summary>Notes of which every reference, and none besides, has its span, kind and form.</summary>
    public int NotesOfRightReferences { get; private set; }

    /// <summary>Notes in which besides every field, every target and the commentary are right.</summary>
    public int NotesEntirelyRight { get; private set; }

    /// <summary>Notes whose text is not the annotated one; they are not compared.</summary>
    public List<string> OtherTexts { get; } = [];

    public GoldCount this[string name] => _counts.GetValueOrDefault(name);

    public void Add(string name, int right, int gold, int found) => _counts[name] = this[name] + new GoldCount(right, gold, found);

    public void AddNote(bool references, bool entirely)
    {
        Notes++;
        NotesOfRightReferences += references ? 1 : 0;
        NotesEntirelyRight += references && entirely ? 1 : 0;
    }

    public void Add(GoldTally other)
    {
        Notes += other.Notes;
        NotesOfRightReferences += other.NotesOfRightReferences;
        NotesEntirelyRight += other.NotesEntirelyRight;
        OtherTexts.AddRange(other.OtherTexts);
        foreach (var (name, count) in other._counts)
        {
            Add(name, count.Right, count.Gold, count.Found);
        }
    }

    /// <summary>The head figures in one line.</summary>
    public string Line() => string.Create(CultureInfo.InvariantCulture,
        $"notes {Notes}, right {NotesOfRightReferences}, entirely {NotesEntirelyRight}; references {this[Exact].Gold}, F1 exact {this[Exact].F1:0.000}, overlap {this[Overlapping].F1:0.000}; kind {this[Kind].Recall:0.000}, form {this[Form].Recall:0.000}; fields F1 {this[AllFields].F1:0.000}; sources F1 {this[Sources].F1:0.000}; commentary F1 {this[Commentary].F1:0.000}");

    /// <summary>Every figure, a line each.</summary>
    public string Table()
    {
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"notes {Notes}; every reference right {NotesOfRightReferences}; entirely right {NotesEntirelyRight}");
        foreach (var (name, count) in _counts)
        {
            table.AppendLine(name is Kind or Form || name.StartsWith(Resolution, StringComparison.Ordinal)
                ? string.Create(CultureInfo.InvariantCulture, $"  {name,-28} {count.Right,4} of {count.Gold,4}  {count.Recall:0.000}")
                : string.Create(CultureInfo.InvariantCulture, $"  {name,-28} {count.Right,4} of {count.Gold,4}, found {count.Found,4}  P {count.Precision:0.000}  R {count.Recall:0.000}  F1 {count.F1:0.000}"));
        }

        foreach (var other in OtherTexts)
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"  other text, not compared: {other}");
        }

        return table.ToString();
    }
}
