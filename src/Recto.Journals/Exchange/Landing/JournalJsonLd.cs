using System.Buffers;
using System.Text.Json;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;

namespace Recto.Journals.Exchange.Landing;

/// <summary>Journals, issues and sections as schema.org has them: <c>Periodical</c>, <c>PublicationIssue</c> with what stands in it, and the trail of pages above.</summary>
public static class JournalJsonLd
{
    /// <summary>The page of a journal.</summary>
    /// <param name="output">Where it goes, UTF-8, safe in a <c>script</c>.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="address">Absolute address of its page.</param>
    /// <param name="picture">Absolute address of its cover; null where it has none.</param>
    public static void Write(IBufferWriter<byte> output, Journal journal, string address, string? picture)
    {
        ArgumentNullException.ThrowIfNull(journal);
        using var json = new Utf8JsonWriter(output, GraphJson.Options);
        GraphJson.Begin(json);
        json.WriteStartObject();
        Periodical(json, journal, address);
        json.WriteString("url", address);
        GraphJson.Text(json, "inLanguage", journal.Language);
        GraphJson.Text(json, "description", journal.Details.Subtitle);
        GraphJson.Text(json, "image", picture);
        if (journal.Details.Founded is { } founded)
        {
            json.WriteString("startDate", founded.ToString("0000", System.Globalization.CultureInfo.InvariantCulture));
        }

        Publisher(json, journal.Publisher);
        json.WriteEndObject();
        GraphJson.Trail(json, (journal.Title, address));
        GraphJson.End(json);
    }

    /// <summary>The page of an issue.</summary>
    /// <param name="output">Where it goes, UTF-8, safe in a <c>script</c>.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="journalAddress">Absolute address of the journal's page.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="address">Absolute address of its page.</param>
    /// <param name="picture">Absolute address of its cover; null where it has none.</param>
    /// <param name="articles">Title and absolute address of what stands in it, in order.</param>
    /// <param name="offers">At what price the issue may be bought; empty where it is not sold.</param>
    public static void Write(IBufferWriter<byte> output, Journal journal, string journalAddress, Issue issue, string name, string address, string? picture, IEnumerable<(string Title, string Address)> articles,
        IReadOnlyList<LandingOffer> offers)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(issue);
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(offers);
        using var json = new Utf8JsonWriter(output, GraphJson.Options);
        GraphJson.Begin(json);
        json.WriteStartObject();
        json.WriteString("@type", "PublicationIssue");
        json.WriteString("@id", address);
        json.WriteString("url", address);
        json.WriteString("name", issue.Title ?? name);
        GraphJson.Text(json, "issueNumber", issue.Number);
        GraphJson.Text(json, "datePublished", issue.Published?.ToString());
        GraphJson.Text(json, "description", issue.Details.Description);
        GraphJson.Text(json, "image", picture);
        LandingOffer.Write(json, offers);
        json.WriteStartObject("isPartOf");
        if (issue.Volume is { Length: > 0 } volume)
        {
            json.WriteString("@type", "PublicationVolume");
            json.WriteString("volumeNumber", volume);
            json.WriteStartObject("isPartOf");
            Periodical(json, journal, journalAddress);
            json.WriteEndObject();
        }
        else
        {
            Periodical(json, journal, journalAddress);
        }

        json.WriteEndObject();
        json.WriteStartArray("hasPart");
        foreach (var (title, at) in articles)
        {
            json.WriteStartObject();
            json.WriteString("@type", "ScholarlyArticle");
            json.WriteString("@id", at);
            json.WriteString("url", at);
            json.WriteString("name", title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        GraphJson.Trail(json, (journal.Title, journalAddress), (name, address));
        GraphJson.End(json);
    }

    /// <summary>A page below a journal of which there is nothing to say but where it stands.</summary>
    /// <param name="output">Where it goes, UTF-8, safe in a <c>script</c>.</param>
    /// <param name="steps">Name and absolute address of each page, from the top.</param>
    public static void WriteTrail(IBufferWriter<byte> output, params ReadOnlySpan<(string Name, string Address)> steps)
    {
        using var json = new Utf8JsonWriter(output, GraphJson.Options);
        GraphJson.Begin(json);
        GraphJson.Trail(json, steps);
        GraphJson.End(json);
    }

    private static void Periodical(Utf8JsonWriter json, Journal journal, string address)
    {
        json.WriteString("@type", "Periodical");
        json.WriteString("@id", address);
        json.WriteString("name", journal.Title);
        GraphJson.Texts(json, "alternateName", [.. new[] { journal.Abbreviation, journal.Details.IsoAbbreviation, journal.Details.FormerTitle }.OfType<string>(), .. (journal.Details.OtherTitles ?? new Dictionary<string, string>()).Values]);
        GraphJson.Texts(json, "issn", new[] { journal.OnlineIssn, journal.PrintIssn }.OfType<Issn>().Select(issn => issn.Value).Distinct());
    }

    /// <summary>Who publishes it; nothing where that is not known.</summary>
    internal static void Publisher(Utf8JsonWriter json, string? publisher)
    {
        if (publisher is { Length: > 0 })
        {
            json.WriteStartObject("publisher");
            json.WriteString("@type", "Organization");
            json.WriteString("name", publisher);
            json.WriteEndObject();
        }
    }
}
