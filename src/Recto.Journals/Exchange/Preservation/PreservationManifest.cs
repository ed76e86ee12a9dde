using System.Net;
using System.Text;

namespace Recto.Journals.Exchange.Preservation;

/// <summary>Which archive asks.</summary>
public enum PreservationNetwork
{
    /// <summary>LOCKSS.</summary>
    Lockss = 1,

    /// <summary>CLOCKSS.</summary>
    Clockss,
}

/// <summary>Writes the page at which the crawler of an archive begins: the permission, word for word, and plain links to everything that belongs to a year. English, since a program compares it.</summary>
public sealed record PreservationManifest
{
    /// <summary>Which archive.</summary>
    public required PreservationNetwork Network { get; init; }

    /// <summary>Title of the journal.</summary>
    public required string Journal { get; init; }

    /// <summary>BCP 47 tag of the title; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>ISSN; null where there is none.</summary>
    public string? Issn { get; init; }

    /// <summary>Publisher; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>The year; null for the list of years.</summary>
    public string? Year { get; init; }

    /// <summary>Whether everything in it may be read by everybody.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Address of the Creative Commons licence under which the journal appears; null where it has none.</summary>
    public string? Licence { get; init; }

    /// <summary>Links in groups, each with its heading.</summary>
    public required IReadOnlyList<ManifestGroup> Groups { get; init; }

    /// <summary>Address of the part that follows; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Address of the stylesheet, for people who look at it; null for none.</summary>
    public string? Stylesheet { get; init; }

    /// <summary>The statement that the crawler looks for, word for word.</summary>
    public string Permission => (Network, IsOpen) switch
    {
        (PreservationNetwork.Lockss, false) => "LOCKSS system has permission to collect, preserve, and serve this Archival Unit",
        (PreservationNetwork.Lockss, true) => "LOCKSS system has permission to collect, preserve, and serve this open access Archival Unit",
        (_, false) => "CLOCKSS system has permission to ingest, preserve, and serve this Archival Unit",
        (_, true) => "CLOCKSS system has permission to ingest, preserve, and serve this open access Archival Unit",
    };

    /// <summary>The page, UTF-8.</summary>
    public byte[] Write()
    {
        var name = Network == PreservationNetwork.Lockss ? "LOCKSS" : "CLOCKSS";
        var language = Language is { } tag && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? $" lang=\"{tag}\"" : "";
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"robots\" content=\"noindex\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<title>").Append(Encoded(Journal)).Append(Year is null ? "" : ", " + Year).Append(": ").Append(name).Append(" manifest</title>\n");
        html.Append(Stylesheet is null ? "" : $"<link rel=\"stylesheet\" href=\"{Encoded(Stylesheet)}\">\n").Append("</head>\n<body>\n<main class=\"frame\"><div class=\"own-page\">\n");
        html.Append("<h1><span").Append(language).Append('>').Append(Encoded(Journal)).Append("</span>").Append(Year is null ? "" : ", " + Year).Append("</h1>\n");
        var facts = string.Join(". ", new[] { Publisher, Issn is null ? null : "ISSN " + Issn }.Where(fact => fact is not null));
        html.Append(facts.Length == 0 ? "" : $"<p>{Encoded(facts)}.</p>\n");
        if (Year is not null)
        {
            html.Append("<p>").Append(Permission).Append("</p>\n");
            html.Append(Licence is null ? "" : $"<p>Licence: <a rel=\"license\" href=\"{Encoded(Licence)}\">{Encoded(Licence)}</a></p>\n");
        }

        foreach (var group in Groups.Where(group => group.Links.Count > 0))
        {
            html.Append("<h2>").Append(Encoded(group.Heading)).Append("</h2>\n<ul>\n");
            foreach (var (address, words) in group.Links)
            {
                html.Append("<li><a href=\"").Append(Encoded(address)).Append("\">").Append(Encoded(Shown(words, address))).Append("</a></li>\n");
            }

            html.Append("</ul>\n");
        }

        html.Append(Next is null ? "" : $"<p><a rel=\"next\" href=\"{Encoded(Next)}\">More of this year</a></p>\n");
        return Encoding.UTF8.GetBytes(html.Append("</div></main>\n</body>\n</html>\n").ToString());
    }

    private static string Shown(string words, string address) => string.IsNullOrWhiteSpace(words) ? address : words;

    // Characters that HTML cannot hold are left out.
    private static string Encoded(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(Rune.IsControl(rune) || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF ? " " : rune.ToString());
        }

        return WebUtility.HtmlEncode(clean.ToString());
    }
}

/// <summary>Links under one heading.</summary>
/// <param name="Heading">What they are.</param>
/// <param name="Links">Absolute addresses and what is there.</param>
public sealed record ManifestGroup(string Heading, IReadOnlyList<(string Address, string Words)> Links);
