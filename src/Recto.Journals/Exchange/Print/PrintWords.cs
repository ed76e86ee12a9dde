namespace Recto.Journals.Exchange.Print;

/// <summary>The few words of ours that paper has and the page has not, in the languages of the interface.</summary>
/// <param name="Notes">Heading over notes that nothing calls.</param>
/// <param name="Apparatus">What the apparatus is, under the title of the article.</param>
internal sealed record PrintWords(string Notes, string Apparatus)
{
    private static readonly PrintWords English = new("Notes", "The notes of this article and the sources that they cite");

    /// <summary>In the language of an article; English where we have no other.</summary>
    /// <param name="language">BCP 47 tag; null where it is not known.</param>
    public static PrintWords In(string? language) => language?.Split('-')[0] switch
    {
        "fr" => new("Notes", "Les notes de cet article et les sources qu’elles citent"),
        "de" => new("Anmerkungen", "Die Anmerkungen dieses Aufsatzes und die Quellen, die sie anführen"),
        "es" => new("Notas", "Las notas de este artículo y las fuentes que citan"),
        "ru" => new("Примечания", "Примечания к статье и источники, на которые они ссылаются"),
        _ => English,
    };
}
