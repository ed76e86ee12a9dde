using Recto.Journals.Exchange.Ojs;
using Recto.Journals.Issues;

namespace Recto.App.Features.Import;

/// <summary>The addresses that a journal had in OJS, while it moves in: which are written already, and the table of all of them for who serves the old host elsewhere.</summary>
/// <param name="addresses">The forms of the addresses.</param>
/// <param name="table">Path of the file that the table goes to; null where none is wanted.</param>
internal sealed class OldAddressBook(OjsAddresses addresses, string? table)
{
    private readonly HashSet<string> _locales = new(StringComparer.Ordinal);
    private readonly List<(OjsAddress Address, string Target)> _table = [];
    private bool _hasJournal;

    /// <summary>Path of the file that the table goes to; null where none is wanted.</summary>
    public string? Table { get; } = table;

    /// <summary>The forms of the addresses.</summary>
    public OjsAddresses Addresses { get; } = addresses;

    /// <summary>Key of a journal made of the old one's part of its addresses; null where nothing can be.</summary>
    public string? JournalKey { get; } = ArticleSlug.Key(addresses.Path) is { Length: > 0 } key && ArticlePlace.IsKey(key) ? ReservedKeys.ForJournal(key) : null;

    /// <summary>What is to be written for the journal, where that was not yet done.</summary>
    /// <param name="journal">Key of the journal.</param>
    /// <param name="locales">Locales that have come up.</param>
    public List<OjsAddress> OfJournal(string journal, IEnumerable<string> locales)
    {
        var all = new List<OjsAddress>();
        if (!_hasJournal)
        {
            _hasJournal = true;
            all.AddRange(Addresses.OfJournal($"/journals/{journal}", $"/journals/{journal}/archive"));
        }

        all.AddRange(locales.Where(locale => _locales.Count < 100 && _locales.Add(locale)).SelectMany(Addresses.OfLocale));
        return all;
    }

    /// <summary>Writes down where an address leads.</summary>
    public void Note(OjsAddress address, string target)
    {
        if (Table is not null && !address.WithBelow)
        {
            _table.Add((address, target));
        }
    }

    /// <summary>Writes the table: <c>old,new</c>, one pair a line, every form of an address by itself.</summary>
    public void Write(TextWriter output)
    {
        output.Write("old,new\n");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (address, target) in _table)
        {
            foreach (var form in Addresses.Expand(address, _locales).Where(seen.Add))
            {
                output.Write($"{Field(form)},{Field(target)}\n");
            }
        }
    }

    // RFC 4180; addresses begin with a slash, so that no spreadsheet takes one for a formula.
    private static string Field(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
