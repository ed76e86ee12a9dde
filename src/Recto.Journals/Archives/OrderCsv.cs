using System.Text;
using Recto.Journals.Tables;

namespace Recto.Journals.Archives;

/// <summary>
/// An order list as CSV (RFC 4180): commas, lines that end in CR LF, UTF-8 with a byte order mark, without which the spreadsheet most people have reads Cyrillic as gibberish.
/// </summary>
public static class OrderCsv
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    private static readonly string[] Columns = ["archive", "archive name", "city", "call number", "level 1", "level 2", "level 3", "level 4", "level 5", "level 6", "leaves", "cited by", "address"];

    /// <summary>Writes it, one line a file, under a line of names.</summary>
    /// <param name="list">The list.</param>
    /// <param name="origin">Scheme and host of this site.</param>
    public static byte[] Write(OrderList list, string origin)
    {
        ArgumentNullException.ThrowIfNull(list);
        var text = new StringBuilder("\uFEFF").AppendJoin(',', Columns).Append("\r\n");
        foreach (var archive in list.Archives)
        {
            foreach (var file in archive.Groups.SelectMany(group => group.Files))
            {
                string[] fields =
                [
                    CallNumberText.NameOf(archive.Archive, archive.Name), archive.Name, archive.Archive?.City ?? "", file.CallNumber,
                    .. Enumerable.Range(0, UnitAddress.MostLevels).Select(level => level < file.Levels.Count ? file.Levels[level] : ""),
                    string.Join("; ", file.Leaves.Select(leaf => leaf.Replace('-', '–'))),
                    string.Join("; ", file.Citing.Select(article => $"{article.Title}, {string.Join(", ", article.Notes.Select(note => note.Label))}")),
                    origin + file.Unit.Path,
                ];
                text.AppendJoin(',', fields.Select(CsvField.Of)).Append("\r\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
