using System.Globalization;
using Recto.App.Shell.Language;

namespace Recto.App.Shell;

/// <summary>What a note is called where notes of an article stand in one list.</summary>
internal static class NoteNames
{
    /// <summary>Its label; where an article counts its notes anew (a translation in it, a letter with its answer, stars on every page) and the label has been there before, with which counting it is.</summary>
    /// <param name="say">The words of the interface.</param>
    /// <param name="label">As printed.</param>
    /// <param name="htmlId">Its id on the page: <c>n12</c>, and <c>n12-2</c> where there is another <c>n12</c>.</param>
    public static string Of(Say say, string label, string htmlId) =>
        htmlId.LastIndexOf('-') is > 1 and var at && int.TryParse(htmlId.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var series) && series > 1 && (!label.EndsWith(htmlId[at..], StringComparison.Ordinal) || htmlId[..at].EndsWith(htmlId[at..], StringComparison.Ordinal))
            ? say["{0} (series {1})", label, series] : label;
}
