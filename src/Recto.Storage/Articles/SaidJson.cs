using System.Text.Json;
using Recto.Journals.Articles;
using Recto.Notes.Corrections;

namespace Recto.Storage.Articles;

/// <summary>What editors say of an article, as the database keeps it: for packages that leave the site and come back.</summary>
public static class SaidJson
{
    /// <summary>What they say of the record; null where they say nothing.</summary>
    public static JsonElement? Write(ArticleEdits edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        return edits.IsEmpty ? null : Element(StoredJson.Write(edits));
    }

    /// <summary>What they say of the readings of a note.</summary>
    public static JsonElement Write(IReadOnlyList<CorrectedReference> references) => Element(StoredJson.Write(references));

    /// <summary>Reads what is said of the record; null where it cannot be read.</summary>
    public static ArticleEdits? ReadEdits(JsonElement json) => Read(json, StoredJson.ReadEdits);

    /// <summary>Reads what is said of a note; null where it cannot be read.</summary>
    public static IReadOnlyList<CorrectedReference>? ReadReferences(JsonElement json) => Read(json, StoredJson.ReadCorrected);

    private static T? Read<T>(JsonElement json, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(json.GetRawText());
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException or InvalidOperationException)
        {
            // Generated readers say so what a foreign file lacks.
            return null;
        }
    }

    private static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
