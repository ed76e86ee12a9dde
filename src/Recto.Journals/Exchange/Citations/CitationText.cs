using System.Net;
using System.Text;

namespace Recto.Journals.Exchange.Citations;

/// <summary>How a run of a citation is set.</summary>
public enum RunStyle
{
    /// <summary>As the text around it.</summary>
    Plain = 1,

    /// <summary>In italics: a title that stands by itself, <i>et al.</i> where the style asks for it.</summary>
    Italic,

    /// <summary>A title in italics, which HTML calls <c>cite</c>.</summary>
    Title,
}

/// <summary>A run of a citation.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Style">How it is set.</param>
/// <param name="Address">Where it leads; null for no link.</param>
public sealed record CitationRun(string Text, RunStyle Style = RunStyle.Plain, string? Address = null);

/// <summary>A formatted citation.</summary>
/// <param name="Runs">Its runs in order.</param>
public sealed record CitationText(IReadOnlyList<CitationRun> Runs)
{
    /// <summary>Without any setting.</summary>
    public string ToPlainText() => string.Concat(Runs.Select(run => run.Text));

    /// <summary>As phrasing content; text and addresses are encoded, only <c>http</c> and <c>https</c> become links.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder();
        foreach (var run in Runs)
        {
            var text = WebUtility.HtmlEncode(run.Text);
            var set = run.Style switch { RunStyle.Italic => $"<i>{text}</i>", RunStyle.Title => $"<cite>{text}</cite>", _ => text };
            html.Append(run.Address is { } address && IsWeb(address) ? $"<a href=\"{WebUtility.HtmlEncode(address)}\">{set}</a>" : set);
        }

        return html.ToString();
    }

    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");

    /// <inheritdoc/>
    public override string ToString() => ToPlainText();
}
