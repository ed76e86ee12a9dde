using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.App.Features.Notes;

/// <summary>Says a fix in words, with as much around it as makes it plain: <c>Suggested: “note 44” becomes “note 43”.</c></summary>
internal static class FixWords
{
    /// <summary>Most code units before and behind a change.</summary>
    private const int Around = 12;

    /// <summary>The words.</summary>
    /// <param name="text">The note's text.</param>
    /// <param name="fix">The fix.</param>
    public static string Of(string text, SuggestedFix fix) =>
        $"{(fix.Sureness == FixSureness.Safe ? "Fix" : "Suggested")}: {string.Join("; ", fix.Edits.Select(edit => Change(text, edit)))}.";

    private static string Change(string text, TextEdit edit)
    {
        if (edit.Text.Length == 0 && edit.Span.Length > 2 * Around)
        {
            return $"“{Shown(edit.Span.In(text).ToString())}” goes";
        }

        var start = Back(text, edit.Span.Start);
        var end = Ahead(text, edit.Span.End);
        return $"“{Shown(text[start..end])}” becomes “{Shown(string.Concat(text.AsSpan(start, edit.Span.Start - start), edit.Text, text.AsSpan(edit.Span.End, end - edit.Span.End)))}”";
    }

    // To the beginning of the word, or of the one before where a word begins here.
    private static int Back(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < Around && !(char.IsWhiteSpace(text[start - 1]) && start < at))
        {
            start--;
        }

        return start > 0 && char.IsLowSurrogate(text[start]) ? start - 1 : start;
    }

    private static int Ahead(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < Around && !(char.IsWhiteSpace(text[end]) && end > at))
        {
            end++;
        }

        return end < text.Length && end > 0 && char.IsLowSurrogate(text[end]) ? end + 1 : end;
    }

    private static string Shown(string words) => words.Replace('\n', ' ');
}
