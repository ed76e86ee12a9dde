using System.Text.Json;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>What CSL 1.0.2 asks of an array of items (csl-data.json): no other variables, each of its type.</summary>
internal static class CslRules
{
    private static readonly HashSet<string> Types = [.. """
        article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview
        legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report review review-book
        software song speech standard thesis treaty webpage
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static readonly HashSet<string> Texts = [.. """
        title title-short container-title collection-title publisher publisher-place genre archive archive-place archive_collection archive_location DOI URL language note
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static readonly HashSet<string> TextsOrNumbers = ["volume", "issue", "edition", "page"];
    private static readonly HashSet<string> Labels = ["page", "folio", "chapter", "column", "section", "note"];

    public static void Check(JsonElement items)
    {
        Assert.Equal(JsonValueKind.Array, items.ValueKind);
        foreach (var item in items.EnumerateArray())
        {
            Assert.Contains(item.GetProperty("type").GetString()!, Types);
            Assert.False(string.IsNullOrEmpty(item.GetProperty("id").GetString()));
            Assert.Equal(item.EnumerateObject().Count(), item.EnumerateObject().DistinctBy(member => member.Name).Count());
            foreach (var member in item.EnumerateObject())
            {
                Member(member.Name, member.Value);
            }
        }

        Assert.Equal(items.GetArrayLength(), items.EnumerateArray().Select(item => item.GetProperty("id").GetString()).Distinct().Count());
    }

    private static void Member(string name, JsonElement value)
    {
        switch (name)
        {
            case "id" or "type":
                break;
            case "author" or "editor" or "translator":
                Assert.All(value.EnumerateArray(), Name);
                break;
            case "issued":
                Date(value);
                break;
            case "custom":
                Assert.All(value.GetProperty("citations").EnumerateArray(), Citation);
                break;
            default:
                Assert.True(Texts.Contains(name) || TextsOrNumbers.Contains(name), $"No variable of CSL: {name}.");
                Assert.Equal(JsonValueKind.String, value.ValueKind);
                Assert.NotEqual("", value.GetString());
                break;
        }
    }

    private static void Name(JsonElement name)
    {
        Assert.True(name.TryGetProperty("family", out _) ^ name.TryGetProperty("literal", out _));
        Assert.All(name.EnumerateObject(), part => Assert.Contains(part.Name, (string[])["family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"]));
    }

    private static void Date(JsonElement date)
    {
        Assert.All(date.EnumerateObject(), part => Assert.Contains(part.Name, (string[])["date-parts", "circa", "literal"]));
        if (date.TryGetProperty("date-parts", out var parts))
        {
            Assert.InRange(parts.GetArrayLength(), 1, 2);
            Assert.All(parts.EnumerateArray(), part => Assert.InRange(part.GetArrayLength(), 1, 3));
        }
    }

    private static void Citation(JsonElement citation)
    {
        Assert.True(citation.GetProperty("noteIndex").GetInt32() > 0);
        Assert.Equal(citation.TryGetProperty("locator", out _), citation.TryGetProperty("label", out var label));
        Assert.True(label.ValueKind == JsonValueKind.Undefined || Labels.Contains(label.GetString()!));
    }
}
