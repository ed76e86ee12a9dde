using Recto.App.Shell.Language;

namespace Recto.App.Features.Accounts.Changes;

/// <summary>What the details of a line of the log are called. One that has no word here is called as it is kept.</summary>
internal static class DetailWords
{
    /// <summary>The word.</summary>
    /// <param name="name">As it is kept.</param>
    /// <param name="say">Words.</param>
    public static string Of(string name, Say say) => name switch
    {
        "name" or "Name" => say["name"],
        "roles" => say["roles"],
        "journal" => say["journal"],
        "issue" => say["issue"],
        "title" => say["title"],
        "subtitle" => say["subtitle"],
        "language" => say["language"],
        "section" => say["section"],
        "volume" => say["volume"],
        "pages" => say["pages"],
        "contributors" => say["contributors"],
        "abstracts" => say["abstracts"],
        "keywords" => say["keywords"],
        "licence" => say["licence"],
        "funding" => say["funding"],
        "altTexts" => say["words for pictures"],
        "published" => say["dates of publication"],
        "doi" or "Doi" => say["DOI"],
        "note" => say["note"],
        "reason" => say["reason"],
        "fields" => say["changed"],
        "file" => say["file"],
        "summary" => say["told to readers"],
        "slug" or "Slug" or "key" => say["address"],
        "from" => say["from"],
        "to" or "into" => say["to"],
        "at" => say["time"],
        "articles" => say["articles"],
        "count" => say["number"],
        "report" => say["what was reported"],
        "answer" => say["answer"],
        "cover" => say["cover"],
        "addresses" => say["addresses"],
        "institution" => say["institution"],
        "country" => say["country"],
        "consortium" => say["consortium"],
        "parents" => say["part or member of"],
        "contact" => say["contact"],
        "address" => say["postal address"],
        "notes" => say["notes"],
        "vat_id" => say["VAT id"],
        _ => name,
    };
}
