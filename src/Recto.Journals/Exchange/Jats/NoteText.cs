using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Jats;

/// <summary>What a note says, without its label.</summary>
/// <param name="Label">As printed, without the brackets and stops around it.</param>
/// <param name="Text">White space folded, paragraphs parted by a line feed.</param>
/// <param name="Runs">Stretches set apart.</param>
/// <param name="LeadingLabel">The label at the head of the words, as printed there; null where there is none.</param>
internal sealed partial record NoteText(string Label, string Text, IReadOnlyList<EmphasisRun> Runs, string? LeadingLabel = null)
{
    /// <summary>Citations that the file tags.</summary>
    public IReadOnlyList<CitationMarkup> Citations { get; init; } = [];

    /// <summary>Blanks that stand for a line end between two elements of the file.</summary>
    public IReadOnlyList<int> FileBlanks { get; init; } = [];

    /// <summary>Reads a note.</summary>
    /// <param name="element">The <c>fn</c>, <c>ref</c> or other element.</param>
    /// <param name="called">What its call prints; null where nothing tells.</param>
    /// <param name="ordinal">Its number, for a note without any label.</param>
    public static NoteText Read(XElement element, string? called, string ordinal)
    {
        var tagged = new Dictionary<XElement, TextSpan>();
        var text = new FoldedText { Tagged = tagged };
        text.AppendNote(element);
        if (PrintedLabel(FoldedText.LabelOf(element)?.Value ?? (string?)element.Attribute("symbol") ?? "") is { } label)
        {
            return new NoteText(label, text.ToString(), text.Runs) { Citations = TaggedCitations.Of(element, tagged), FileBlanks = text.FileBlanks() };
        }

        // <fn><p><sup>3</sup> See …</p></fn>   <div>[1] Zum Folgenden …</div>
        var match = Leading().Match(text.ToString());
        if (match.Success)
        {
            var inside = match.Groups["label"].Value;
            var isSet = match.Groups["close"].Length > 0 || text.Runs.Any(run => run.Emphasis == Emphasis.Superscript && run.Span.Start == 0 && run.Span.End >= inside.Length);
            if (inside == called || (isSet && (called is null || !IsPlain(called)) && (inside == ordinal || match.Groups["open"].Length > 0)))
            {
                return new NoteText(inside, text.ToString(match.Length), text.RunsFrom(match.Length), match.Value.TrimEnd()) { Citations = TaggedCitations.Of(element, tagged, match.Length), FileBlanks = text.FileBlanks(match.Length) };
            }
        }

        return new NoteText(called is not null && IsPlain(called) ? called : ordinal, text.ToString(), text.Runs) { Citations = TaggedCitations.Of(element, tagged), FileBlanks = text.FileBlanks() };
    }

    /// <summary>Whether the note prints a label.</summary>
    public static bool HasLabel(XElement element) => (FoldedText.LabelOf(element)?.Value ?? (string?)element.Attribute("symbol")) is { } label ? label.AsSpan().Trim().Length > 0 : Leading().IsMatch(FirstText(element));

    /// <summary>Whether the label is a heading (<c>Conflict of interest</c>) and no number, letter or sign.</summary>
    public static bool IsLabelledInWords(XElement element) =>
        FoldedText.LabelOf(element) is { } label && PrintedLabel(label.Value) is { Length: > 4 } printed && printed.Count(char.IsLetter) > 4 && !Roman().IsMatch(printed);

    /// <summary>A printed label without what surrounds it: <c>[12]</c>, <c>12.</c>, <c>12)</c> are <c>12</c>; null where nothing is printed.</summary>
    public static string? PrintedLabel(string printed)
    {
        var folded = string.Join(' ', printed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var core = folded.Trim('[', ']', '(', ')', '.', ',', ':', ';', ' ');
        return folded.Length == 0 ? null : core.Length > 0 ? core : folded;
    }

    private static bool IsPlain(string label) => label.Length is > 0 and <= 8 && !label.Contains(' ', StringComparison.Ordinal);

    private static string FirstText(XElement element)
    {
        var text = new FoldedText();
        text.AppendNote(element, atMost: 20);
        return text.ToString();
    }

    // xxxviii
    [GeneratedRegex("^[ivxlcdm]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Roman();

    // [1] text   (1) text   1. text   1) text   1 text   * text   †text
    [GeneratedRegex(@"^(?<open>[\[(]?)(?<label>\d{1,4}[a-z]?|[*†‡§¶#‖]+)(?<close>[\]).:]*)[\s]*(?=\S)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Leading();
}
