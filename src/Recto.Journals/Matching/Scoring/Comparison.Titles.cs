using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Scoring;

/// <summary>Title, container and publisher.</summary>
internal sealed partial class Comparison
{
    private void Title(ReadOnlySpan<char> title, Span<float> values)
    {
        if (title.IsEmpty)
        {
            return;
        }

        var (had, all, rarity, numbers, run, longest, next) = (0f, 0f, 0f, 0, 0f, 0f, -1);
        var says = false;
        foreach (var range in title.Split(' '))
        {
            var word = title[range];
            var hash = TermHash.Of(word);
            var weight = WeightOf(word, hash);
            says |= ReviewWords.Contains(hash);
            all += weight;
            var place = next >= 0 && next < _reference.Words.Count && _reference.Words[next].Hash == hash ? next : _reference.Find(hash);
            if (place < 0)
            {
                numbers += word.Length == 1 || word.IndexOfAnyExceptInRange('0', '9') < 0 || word is "ii" or "iii" or "iv" or "vi" or "vii" or "viii" or "ix" ? 1 : 0;
                (run, next) = (0, -1);
                continue;
            }

            had += weight;
            run = place == next ? run + weight : weight;
            longest = Math.Max(longest, run);
            next = place + 1;
            _explained[place] = true;
            rarity += _search.Rarity(place) is var own && float.IsNaN(own) ? 0 : own;
        }

        values[(int)Feature.HasTitle] = 1;
        values[(int)Feature.TitleShare] = had / all;
        values[(int)Feature.TitleLength] = had;
        values[(int)Feature.TitleMissing] = all - had;
        values[(int)Feature.TitleRun] = longest / all;
        values[(int)Feature.TitleLetters] = title.Length < 4 ? values[(int)Feature.TitleShare] : _reference.Share(title);
        values[(int)Feature.TitleRarity] = rarity;
        values[(int)Feature.TitleNumbersMissing] = numbers;
        values[(int)Feature.ReviewContradicts] = says == _saysReview ? 0 : says ? -1 : 1;
    }

    private void Container(ReadOnlySpan<char> container, Span<float> values)
    {
        if (container.IsEmpty)
        {
            return;
        }

        var (had, all, initials) = (0f, 0f, 0);
        Span<char> acronym = stackalloc char[24];
        foreach (var range in container.Split(' '))
        {
            var word = container[range];
            var hash = TermHash.Of(word);
            if (CommonWords.IsSmall(hash) || (CommonWords.IsJournalWord(hash) && container.Length > 12))
            {
                Explain(word);
                if (!CommonWords.IsSmall(hash) && initials < acronym.Length)
                {
                    acronym[initials++] = word[0];
                }

                continue;
            }

            if (initials < acronym.Length)
            {
                acronym[initials++] = word[0];
            }

            var weight = WeightOf(word, hash);
            all += weight;
            had += weight * Explain(word);
        }

        var share = all == 0 ? 0 : had / all;
        if (share < 0.7f && initials >= 3 && _reference.Find(TermHash.Of(acronym[..initials])) is >= 0 and var place)
        {
            (share, _explained[place]) = (1, true);
        }

        values[(int)Feature.HasContainer] = 1;
        values[(int)Feature.ContainerShare] = share;
        values[(int)Feature.ContainerLength] = all;
        values[(int)Feature.ContainerLetters] = container.Length < 4 ? share : _reference.Share(container);
    }

    // Marks the word of the reference that says this word in full or abbreviated; how surely it does, 0 to 1.
    private float Explain(ReadOnlySpan<char> word)
    {
        var (best, place) = (0f, -1);
        for (var at = _byLetter.GetValueOrDefault(word[0], -1); at >= 0; at = _next[at])
        {
            var own = _reference.Words.Letters(at);
            var same = own.CommonPrefixLength(word);
            var sure = same == own.Length && same == word.Length ? 1f
                : same == Math.Min(own.Length, word.Length) && !CommonWords.IsSmall(_reference.Words[at].Hash) ? same switch { >= 3 => 0.9f, 2 => 0.6f, _ => own.Length == 1 ? 0.3f : 0 }
                : same >= 4 && same >= own.Length - 2 ? 0.7f : 0;
            if (sure > best)
            {
                (best, place) = (sure, at);
            }
        }

        if (place >= 0 && best > 0.5f)
        {
            _explained[place] = true;
        }

        return best;
    }

    private float Words(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var (had, all) = (0f, 0f);
        foreach (var range in text.Split(' '))
        {
            var weight = WeightOf(text[range], TermHash.Of(text[range]));
            all += weight;
            had += weight * Explain(text[range]);
        }

        return had / all;
    }
}
