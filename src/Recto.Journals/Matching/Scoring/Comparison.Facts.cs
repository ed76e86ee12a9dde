using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Scoring;

/// <summary>Year, volume, issue and pages.</summary>
internal sealed partial class Comparison
{
    private void Facts(ReadOnlySpan<byte> record, ReadOnlySpan<Range> at, Span<float> values)
    {
        var fields = _reference.Fields;
        values[(int)Feature.Year] = Year(StoredWork.Year(record));
        var volume = Fact(record[at[5]], fields?.Volume, out var volumePlace);
        values[(int)Feature.Volume] = volume;
        values[(int)Feature.Issue] = Fact(record[at[6]], fields?.Issue, out _);
        values[(int)Feature.FirstPage] = Fact(record[at[7]], fields?.Pages, out var pagePlace);
        values[(int)Feature.LastPage] = Last(Letters(record[at[8]]), pagePlace);
        values[(int)Feature.VolumeThenPage] = volumePlace >= 0 && pagePlace > volumePlace && pagePlace - volumePlace <= 4 ? 1 : 0;
    }

    private float Year(int year)
    {
        if (year == 0)
        {
            return -2;
        }

        if (_reference.Fields?.Year is { } field && WorkAnalysis.YearOf(field) is > 0 and var known)
        {
            Explain(year);
            return known == year ? 1 : Math.Abs(known - year) == 1 ? 0.5f : -1;
        }

        var state = _givesYear ? -1f : 0;
        foreach (var number in _reference.Numbers)
        {
            if (number.Value == year)
            {
                _explained[number.Position] = true;
                return 1;
            }

            if (Math.Abs(number.Value - year) == 1)
            {
                state = 0.5f;
            }
        }

        return state;
    }

    private void Explain(int value)
    {
        foreach (var number in _reference.Numbers)
        {
            _explained[number.Position] |= number.Value == value;
        }
    }

    private float Fact(ReadOnlySpan<byte> stored, string? field, out int place)
    {
        place = -1;
        if (stored.IsEmpty)
        {
            return 0;
        }

        var text = Letters(stored);
        var term = TermHash.Of(text);
        foreach (var number in _reference.Numbers)
        {
            if (number.Term == term && !IsLabel(number))
            {
                place = number.Position;
                _explained[place] = true;
            }
        }

        if (place < 0 && _reference.Find(term) is >= 0 and var word && text.Length > 1)
        {
            place = word; // xii
            _explained[word] = true;
        }

        if (field is not null)
        {
            return field.AsSpan().TrimStart('0').StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 1 : -1;
        }

        return place >= 0 ? 1 : _numbersGiven > 0 ? -1 : 0;
    }

    // 147–54: the last digits are enough after the first page.
    private float Last(ReadOnlySpan<char> last, int firstPlace)
    {
        if (last.IsEmpty)
        {
            return 0;
        }

        var term = TermHash.Of(last);
        foreach (var number in _reference.Numbers)
        {
            if (number.Term == term || (firstPlace >= 0 && number.Position == firstPlace + 1 && number.IsWhole && last.EndsWith(_reference.Words.Letters(number.Position))))
            {
                _explained[number.Position] = true;
                return 1;
            }
        }

        return firstPlace >= 0 && firstPlace + 1 < _reference.Words.Count && _reference.Words[firstPlace + 1].IsNumber ? -1 : 0;
    }
}
