using System.Text;

namespace Recto.Journals.Exchange.Docx;

/// <summary>A field that is open where the reader stands: its instruction is not printed, its result is (ISO/IEC 29500-1, 17.16).</summary>
internal sealed class DocxField
{
    private readonly StringBuilder _instruction = new();

    /// <summary>Whether the result has begun.</summary>
    public bool IsInResult { get; private set; }

    /// <summary>Address of a <c>HYPERLINK</c> field; null in any other.</summary>
    public string? Link { get; private set; }

    /// <summary>Bookmark of a <c>NOTEREF</c> field; null in any other.</summary>
    public string? Bookmark { get; private set; }

    /// <summary>Whether the field is a table of contents.</summary>
    public bool IsContents { get; private set; }

    /// <summary>A field whose instruction stands in an attribute.</summary>
    public static DocxField Of(string instruction)
    {
        var field = new DocxField();
        field.Add(instruction);
        field.Separate();
        return field;
    }

    /// <summary>More of the instruction.</summary>
    public void Add(string instruction)
    {
        if (!IsInResult && _instruction.Length < 10_000)
        {
            _instruction.Append(instruction);
        }
    }

    /// <summary>The instruction ends, the result begins.</summary>
    public void Separate()
    {
        IsInResult = true;
        var words = Words(_instruction.ToString());
        if (words.Count == 0)
        {
            return;
        }

        switch (words[0].ToUpperInvariant())
        {
            case "HYPERLINK":
                Link = HyperlinkOf(words);
                break;
            case "NOTEREF":
                Bookmark = words.Skip(1).FirstOrDefault(word => !word.StartsWith('\\'));
                break;
            case "TOC":
                IsContents = true;
                break;
        }
    }

    // HYPERLINK "https://example.org/" \l "place" \o "tip"; with \l alone it leads to a place in the text.
    private static string? HyperlinkOf(List<string> words)
    {
        string? address = null;
        string? place = null;
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i] is "\\l")
            {
                place = i + 1 < words.Count ? words[++i] : null;
            }
            else if (words[i] is "\\o" or "\\t" or "\\s")
            {
                i++;
            }
            else if (!words[i].StartsWith('\\'))
            {
                address ??= words[i];
            }
        }

        return address is null or "" ? null : place is null ? address : $"{address}#{place}";
    }

    // Words and quoted strings; in a string \" is a quotation mark and \\ a backslash.
    private static List<string> Words(string instruction)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < instruction.Length;)
        {
            if (char.IsWhiteSpace(instruction[i]))
            {
                i++;
                continue;
            }

            word.Clear();
            if (instruction[i] is '"' or '“' or '”')
            {
                for (i++; i < instruction.Length && instruction[i] is not ('"' or '”'); i++)
                {
                    i += instruction[i] == '\\' && i + 1 < instruction.Length && instruction[i + 1] is '"' or '\\' ? 1 : 0;
                    word.Append(instruction[i]);
                }

                i++;
            }
            else
            {
                for (; i < instruction.Length && !char.IsWhiteSpace(instruction[i]); i++)
                {
                    word.Append(instruction[i]);
                }
            }

            words.Add(word.ToString());
        }

        return words;
    }
}
