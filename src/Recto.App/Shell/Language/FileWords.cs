using Recto.Journals.Exchange.Html;

namespace Recto.App.Shell.Language;

/// <summary>The words of the interface for a file of an article: no reader is asked, so they are those of the article's language where the program speaks it, else the English ones.</summary>
internal static class FileWords
{
    /// <summary>The words.</summary>
    /// <param name="language">BCP 47 tag of the article; null where it is not known.</param>
    public static SpokenWords Of(string? language)
    {
        var spoken = language?.Split('-')[0].ToLowerInvariant();
        return spoken is null or "en" || !Say.Languages.Any(known => known.Tag == spoken) ? SpokenWords.English
            : new SpokenWords(spoken, english => InterfaceWords.Find(english, spoken) is { Length: > 0 } said ? said : english, number => PluralForms.Of(spoken, number));
    }
}
