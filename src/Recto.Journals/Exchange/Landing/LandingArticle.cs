using Recto.Journals.Articles;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Landing;

/// <summary>An article as its page tells machines of it. All addresses are absolute.</summary>
public sealed record LandingArticle
{
    /// <summary>The record.</summary>
    public required Article Article { get; init; }

    /// <summary>Canonical address of its page.</summary>
    public required string Address { get; init; }

    /// <summary>Title of the journal as this site has it.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>Address of the journal's page.</summary>
    public required string JournalAddress { get; init; }

    /// <summary>Abbreviated title; null where there is none.</summary>
    public string? JournalAbbreviation { get; init; }

    /// <summary>ISSN of the print edition; null where there is none.</summary>
    public Issn? PrintIssn { get; init; }

    /// <summary>ISSN of the online edition; null where there is none.</summary>
    public Issn? OnlineIssn { get; init; }

    /// <summary>The publisher; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>Volume as printed; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue as printed; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>Address of the issue's page; null where it stands in none.</summary>
    public string? IssueAddress { get; init; }

    /// <summary>Name of the issue for the trail of pages; null where it stands in none.</summary>
    public string? IssueName { get; init; }

    /// <summary>Whether anybody may read its text.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>At what price the article alone may be bought; empty where it is not sold. Told where it is closed only.</summary>
    public IReadOnlyList<LandingOffer> Offers { get; init; } = [];

    /// <summary>Whether whoever is given this page may read its text and take its files away. Nobody is sent to a door that is closed to them.</summary>
    public required bool MayRead { get; init; }

    /// <summary>Whether the reader of this page may take its PDF.</summary>
    public required bool MayTakePdf { get; init; }

    /// <summary>Whether the article has a text here at all, and not its record and notes alone.</summary>
    public bool HasText { get; init; } = true;

    /// <summary>When it was last changed here.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Address of the PDF; null where there is none.</summary>
    public string? PdfAddress { get; init; }

    /// <summary>Address of the EPUB; null where there is none.</summary>
    public string? EpubAddress { get; init; }

    /// <summary>Address of the JATS; null where there is none.</summary>
    public string? JatsAddress { get; init; }

    /// <summary>Address of a picture for previews; null where there is none.</summary>
    public string? PictureAddress { get; init; }

    /// <summary>Addresses of the record in formats of citation managers, with their media types.</summary>
    public IReadOnlyList<(string Address, string MediaType)> Records { get; init; } = [];

    /// <summary>What it cites, as tags: UTF-8 HTML (<see cref="LandingCitations.Tags"/>); empty where it cites nothing.</summary>
    public ReadOnlyMemory<byte> CitedTags { get; init; }

    /// <summary>What it cites, as a JSON list for <see cref="JsonLd"/>: UTF-8 (<see cref="LandingCitations.Json"/>); empty where it cites nothing.</summary>
    public ReadOnlyMemory<byte> CitedJson { get; init; }

    /// <summary>Addresses of the files of the article, with their media types.</summary>
    internal IReadOnlyList<(string Address, string MediaType)> Files => [.. new (string? Address, string MediaType)[] { (PdfAddress, "application/pdf"), (EpubAddress, "application/epub+zip"), (JatsAddress, "application/xml") }
        .Where(file => file.Address is not null).Select(file => (file.Address!, file.MediaType))];

    /// <summary>Title and subtitle in one line.</summary>
    public string FullTitle => Article.Subtitle is { Length: > 0 } subtitle ? $"{Article.Title.TrimEnd(':')}: {subtitle}" : Article.Title;
}
