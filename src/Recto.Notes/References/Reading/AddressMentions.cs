using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Finds a web address that a sentence names: <c>at http://…</c>, <c>Heritrix (https://…, letzter Zugriff: 30.11.2021)</c>, <c>Projekt-Homepage https://…</c>.</summary>
internal static class AddressMentions
{
    private const int LongestName = 6;

    private static readonly WordSet Openers = new("the a an der die das den le la les el los il lo o os");

    /// <summary>The first address of the stretch, with the name that stands just before it and the date of access behind it; null where there is none.</summary>
    public static PublishedReference? Find(NoteTokens tokens, TokenRange range)
    {
        for (var i = range.From; i < range.To; i++)
        {
            if (tokens[i].Kind != TokenKind.Word || !AddressReader.IsWeb(tokens.Text.AsSpan(tokens[i].Start)))
            {
                continue;
            }

            return Read(tokens, range, i);
        }

        return null;
    }

    private static PublishedReference? Read(NoteTokens tokens, TokenRange range, int address)
    {
        var draft = new Draft(tokens, range);
        var end = AddressReader.Read(draft, address, range.To);
        if (draft.Url is null && draft.Doi is null)
        {
            return null;
        }

        // "https://… , letzter Zugriff: 30.11.2021"
        var access = tokens.Is(end, ',') || tokens.Is(end, '.') ? end + 1 : end;
        if (access < range.To && AddressReader.Read(new Draft(tokens, range), access, range.To) is > 0 and var accessed && !AddressReader.IsWeb(tokens.Text.AsSpan(tokens[access].Start)))
        {
            end = accessed;
        }

        var isBracketed = address > range.From && tokens[address - 1].Kind == TokenKind.Opening;
        if (isBracketed && end < range.To && tokens.Partner(address - 1) == end)
        {
            end++;
        }
        else if (isBracketed)
        {
            isBracketed = false;
        }

        var nameEnd = isBracketed ? address - 1 : address;
        nameEnd -= nameEnd > range.From && (tokens.Is(nameEnd - 1, ',') || tokens.Is(nameEnd - 1, ':')) ? 1 : 0;
        var from = nameEnd;
        while (from > range.From && nameEnd - from < LongestName && tokens[from - 1].Kind == TokenKind.Word && char.IsUpper(tokens.TextOf(from - 1)[0]) && !Vocabulary.Signals.Contains(tokens, from - 1))
        {
            from--;
        }

        var isNamed = from < nameEnd && nameEnd - from < LongestName && !(from == range.From && Openers.Contains(tokens, from));
        draft.Title = isNamed ? new TokenRange(from, nameEnd) : default;
        var start = isNamed ? from : isBracketed ? address - 1 : address;
        start += !isNamed && isBracketed ? 1 : 0;
        end -= !isNamed && isBracketed ? 1 : 0;
        return draft.Build(ReferenceKind.Web, ReferenceForm.Full, 0.75, tokens.Span(start, end));
    }
}
