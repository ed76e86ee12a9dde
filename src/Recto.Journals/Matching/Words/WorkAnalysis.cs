using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Recto.Journals.Matching.Works;

namespace Recto.Journals.Matching.Words;

/// <summary>Makes of a work what the index keeps: its record (<see cref="StoredWork"/>) and its terms. Made for being used again and again, by one thread.</summary>
internal sealed class WorkAnalysis
{
    private const int MostTitleWords = 60;
    private const int MostIndexedAuthors = 20;

    private readonly FoldedWords _words = new();
    private readonly FoldedWords _scratch = new();
    private readonly StringBuilder _text = new();
    private readonly ArrayBufferWriter<byte> _record = new(512);
    private readonly List<ulong> _terms = [];

    /// <summary>The record of the work last read; good until the next.</summary>
    public ReadOnlySpan<byte> Record => _record.WrittenSpan;

    /// <summary>Its terms, each once.</summary>
    public List<ulong> Terms => _terms;

    /// <summary>Reads a work.</summary>
    public void Read(Work work)
    {
        _record.Clear();
        _terms.Clear();
        var year = YearOf(work.Year);
        var head = _record.GetSpan(3);
        head[0] = (byte)WorkKinds.Of(work.Type);
        BinaryPrimitives.WriteUInt16LittleEndian(head[1..], (ushort)year);
        _record.Advance(3);
        Write(work.Doi);
        Write(work.Id);
        Title(work);
        Authors(work, year);
        var container = Container(work);
        var volume = Number(work.Volume);
        Write(volume);
        Write(Number(work.Issue));
        var pages = PageNumbers.Read(work.Pages, _scratch);
        Write(pages.First);
        Write(pages.Last);
        Write(work.Container is null || WorkKinds.Of(work.Type) is WorkKind.Book or WorkKind.Chapter ? Folded(work.Publisher, 8) : null);
        Facts(year, volume, pages.First, container);
        if (work.Doi is { } doi)
        {
            _terms.Add(DoiTerm(doi));
        }

        Distinct();
    }

    /// <summary>The term of a DOI.</summary>
    public static ulong DoiTerm(ReadOnlySpan<char> doi)
    {
        Span<char> lower = doi.Length <= 256 ? stackalloc char[doi.Length] : new char[doi.Length];
        doi.ToLowerInvariant(lower);
        return TermHash.Of(TermKind.Doi, TermHash.Of(lower), 0);
    }

    /// <summary>The term of a year, or of another number.</summary>
    public static ulong NumberTerm(ReadOnlySpan<char> number) => TermHash.Of(number);

    /// <summary>The first three letters of a word stand for a journal's name: <c>Int. J. Quantum Chem.</c> and the name in full.</summary>
    public static ulong Beginning(ReadOnlySpan<char> word) => TermHash.Of(word[..Math.Min(3, word.Length)]);

    /// <summary>The year that a text says; 0 for none.</summary>
    public static int YearOf(ReadOnlySpan<char> text)
    {
        for (var at = 0; at + 4 <= text.Length; at++)
        {
            if (text[at..(at + 4)].IndexOfAnyExceptInRange('0', '9') < 0 && (at == 0 || !char.IsAsciiDigit(text[at - 1])) && (at + 4 == text.Length || !char.IsAsciiDigit(text[at + 4])))
            {
                return int.Parse(text[at..(at + 4)], NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }

    private void Title(Work work)
    {
        _words.Clear();
        _words.Add(work.Title ?? work.Container, MostTitleWords);
        if (work.Title is not null && work.Subtitle is { } subtitle && !work.Title.EndsWith(subtitle, StringComparison.OrdinalIgnoreCase))
        {
            _words.Add(subtitle, MostTitleWords);
        }

        _text.Clear();
        for (var at = 0; at < _words.Count; at++)
        {
            _text.Append(at > 0 ? " " : "").Append(_words.Letters(at));
            if (!CommonWords.IsSmall(_words[at].Hash))
            {
                _terms.Add(_words[at].Hash);
            }
        }

        Write(work.Title is null ? null : Written());
    }

    // The last word of an undivided name is the family name; a long one is a body's, all of whose words count.
    private void Authors(Work work, int year)
    {
        _text.Clear();
        foreach (var (at, name) in work.Authors.Index())
        {
            if (at == Work.MostAuthors)
            {
                break;
            }

            _words.Clear();
            _words.Add(name.Family ?? name.Whole, 8);
            if (_words.Count == 0)
            {
                continue;
            }

            var given = name.Given is null ? '\0' : Initial(name.Given);
            var (first, end) = (0, _words.Count);
            if (name.Family is null && _words.Count <= 4 && name.Whole!.IndexOf(',', StringComparison.Ordinal) is var comma)
            {
                (first, end) = comma > 0 ? (0, CountBefore(comma)) : (_words.Count - 1, _words.Count);
                given = _words.Letters(comma > 0 ? Math.Min(end, _words.Count - 1) : 0)[0];
            }

            for (var word = first; word < end; word++)
            {
                _text.Append(word > first ? " " : "").Append(_words.Letters(word));
                if (at < MostIndexedAuthors && _words[word].Length > 1 && !CommonWords.IsSmall(_words[word].Hash))
                {
                    _terms.Add(_words[word].Hash);
                }

                if (at == 0 && year > 0 && _words[word].Length > 1)
                {
                    _terms.Add(TermHash.Of(TermKind.AuthorYear, _words[word].Hash, NumberTerm(year.ToString(CultureInfo.InvariantCulture))));
                }
            }

            _text.Append(',');
            if (given != '\0')
            {
                _text.Append(given);
            }

            _text.Append(';');
        }

        Write(Written());
    }

    private int CountBefore(int comma)
    {
        var count = 0;
        while (count < _words.Count && _words[count].From < comma)
        {
            count++;
        }

        return Math.Max(1, count);
    }

    private char Initial(string given)
    {
        _scratch.Clear();
        _scratch.Add(given, 1);
        return _scratch.Count > 0 ? _scratch.Letters(0)[0] : '\0';
    }

    private ulong Container(Work work)
    {
        if (work.Container is null)
        {
            Write(null);
            return 0;
        }

        Write(Folded(work.Container, 24));
        for (var at = 0; at < _words.Count; at++)
        {
            if (!CommonWords.IsJournalWord(_words[at].Hash))
            {
                return Beginning(_words.Letters(at));
            }
        }

        return _words.Count > 0 ? Beginning(_words.Letters(0)) : 0;
    }

    private void Facts(int year, string? volume, string? page, ulong container)
    {
        var (yearTerm, volumeTerm, pageTerm) = (year == 0 ? 0 : NumberTerm(year.ToString(CultureInfo.InvariantCulture)), volume is null ? 0 : NumberTerm(volume), page is null ? 0 : NumberTerm(page));
        Pair(TermKind.VolumePage, volumeTerm, pageTerm);
        Pair(TermKind.YearPage, yearTerm, pageTerm);
        Pair(TermKind.ContainerVolume, container, volumeTerm);
        Pair(TermKind.ContainerYear, container, yearTerm);

        void Pair(TermKind kind, ulong first, ulong second)
        {
            if (first != 0 && second != 0)
            {
                _terms.Add(TermHash.Of(kind, first, second));
            }
        }
    }

    private void Distinct()
    {
        _terms.Sort();
        var kept = 0;
        for (var at = 0; at < _terms.Count; at++)
        {
            if (at == 0 || _terms[at] != _terms[kept - 1])
            {
                _terms[kept++] = _terms[at];
            }
        }

        _terms.RemoveRange(kept, _terms.Count - kept);
    }

    private string? Number(string? text)
    {
        if (text is null)
        {
            return null;
        }

        _scratch.Clear();
        _scratch.Add(text, 4);
        return _scratch.Count == 0 ? null : PageNumbers.Plain(_scratch.Letters(0));
    }

    private string? Folded(string? text, int most)
    {
        if (text is null)
        {
            return null;
        }

        _words.Clear();
        _words.Add(text, most);
        _text.Clear();
        for (var at = 0; at < _words.Count; at++)
        {
            _text.Append(at > 0 ? " " : "").Append(_words.Letters(at));
        }

        return Written();
    }

    private string? Written() => _text.Length == 0 ? null : _text.ToString();

    private void Write(string? text)
    {
        var length = text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        var span = _record.GetSpan(length + 5);
        var used = Varint.Write(span, (uint)length);
        if (text is not null)
        {
            used += Encoding.UTF8.GetBytes(text, span[used..]);
        }

        _record.Advance(used);
    }
}
