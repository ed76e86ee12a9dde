using Recto.Journals.Matching.Words;
using Recto.Journals.Matching.Works;

namespace Recto.Journals.Matching.Scoring;

/// <summary>Authors.</summary>
internal sealed partial class Comparison
{
    private void Authors(ReadOnlySpan<char> authors, Span<float> values)
    {
        var (count, named, rarest, at) = (0, 0f, 0f, 0);
        values[(int)Feature.AuthorPlace] = 20;
        values[(int)Feature.FirstAuthor] = authors.IsEmpty ? -1 : 0;
        while (authors.Length > 0 && count < Work.MostAuthors)
        {
            var end = authors.IndexOf(';');
            var author = end < 0 ? authors : authors[..end];
            authors = end < 0 ? default : authors[(end + 1)..];
            var comma = author.IndexOf(',');
            var family = comma < 0 ? author : author[..comma];
            var (share, place) = Name(family);
            var found = share >= 0.6f ? 1 : family.Length >= 5 && _reference.Share(family) >= 0.6f ? 0.5f : 0;
            at++;
            if (found > 0)
            {
                rarest = place >= 0 && _search.Rarity(place) is var rarity && rarity > rarest ? rarity : rarest;
                if (place is >= 0 and <= 1)
                {
                    values[(int)Feature.BeginsWithAuthor] = 1;
                }
            }

            if (count++ == 0)
            {
                values[(int)Feature.FirstAuthor] = found;
                values[(int)Feature.AuthorPlace] = place < 0 ? 20 : Math.Min(place, 20);
                values[(int)Feature.Initial] = place >= 0 && comma >= 0 && comma + 1 < author.Length ? Initial(place, author[comma + 1]) : 0;
            }

            if (count <= 10)
            {
                named += found;
            }
        }

        values[(int)Feature.Authors] = count;
        values[(int)Feature.AuthorsNamed] = named;
        values[(int)Feature.AuthorShare] = count == 0 ? 0 : named / Math.Min(count, 10);
        values[(int)Feature.AuthorRarity] = rarest;
    }

    private (float Share, int Place) Name(ReadOnlySpan<char> family)
    {
        var (had, all, first) = (0f, 0f, -1);
        foreach (var range in family.Split(' '))
        {
            var hash = TermHash.Of(family[range]);
            var weight = WeightOf(family[range], hash);
            all += weight;
            if (_reference.Find(hash) is >= 0 and var place)
            {
                had += weight;
                _explained[place] = true;
                first = first < 0 || weight > 2 ? place : first;
            }
        }

        return (all == 0 ? 0 : had / all, first);
    }

    // Letters that stand alone or in pairs beside the name are initials; a longer word beside it may be the given name.
    private float Initial(int place, char initial)
    {
        var said = 0f;
        for (var at = Math.Max(0, place - 2); at <= Math.Min(_reference.Words.Count - 1, place + 1); at++)
        {
            if (at == place || _reference.Words[at].IsNumber)
            {
                continue;
            }

            var word = _reference.Words.Letters(at);
            if (word[0] == initial)
            {
                return 1;
            }

            said = word.Length <= 2 && !CommonWords.IsSmall(_reference.Words[at].Hash) ? -1 : said;
        }

        return said;
    }
}
