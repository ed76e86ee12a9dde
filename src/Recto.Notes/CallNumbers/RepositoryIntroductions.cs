using System.Collections.Frozen;
using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Reads where a document says what a siglum stands for: <c>Name (SIGLUM)</c>, <c>Name, Paris (hereafter SIGLUM)</c>.</summary>
internal sealed class RepositoryIntroductions(RepositoryDirectory directory, NoteWords words, IntroducedRepositories introduced, PlaceNames places)
{
    private static readonly FrozenSet<string> HereafterWords =
        "hereafter henceforth hereinafter thereafter cited as abbreviated im folgenden fortan kunftig zit zitiert als desormais ci apres dorenavant d ora in poi en adelante далее дальше the".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private string Text => words.Text;

    /// <summary>The mention with the siglum that it introduces; the mention itself where it introduces none. Writes what is introduced.</summary>
    public RepositoryMention Read(RepositoryMention mention)
    {
        var at = mention.Span.End;
        while (at < words.Within.End && Text[at] is ' ' or ',')
        {
            at++;
        }

        if (at >= words.Within.End || Text[at] is not ('(' or '[') || words.Partner(at) is var close && (close < 0 || close - at > 60))
        {
            return mention;
        }

        var first = words.IndexFrom(at + 1);
        var last = first;
        while (last < words.Words.Count && words.Words[last].End <= close)
        {
            last++;
        }

        var announced = false;
        while (first < last && HereafterWords.Contains(words.Words[first].Folded) && !IsAllUpper(words.Words[first]))
        {
            announced = true;
            first++;
        }

        if (first >= last || last - first > 3 || char.IsDigit(Text[words.Words[first].Start]))
        {
            return mention;
        }

        var siglum = new TextSpan(words.Words[first].Start, words.Words[last - 1].End);
        if (!announced && !SiglumForm.IsLike(siglum.In(Text)))
        {
            return mention;
        }

        var folded = NameFolding.Siglum(siglum.In(Text));
        var bySiglum = directory.SiglumEntries(folded);
        if (mention is { IsWeak: true, Candidates.Count: 0 } && bySiglum is null)
        {
            return mention;
        }

        var candidates = Narrow(mention.Candidates, bySiglum);
        var name = mention.Name ?? mention.Siglum!.Value;
        introduced.Introduce(siglum.In(Text).ToString(), new IntroducedRepository(name.In(Text).ToString(), candidates.Count == 1 ? candidates[0].Id : null) { Candidates = candidates });
        return mention with
        {
            Span = places.Extend(new TextSpan(mention.Span.Start, close + 1)),
            Siglum = siglum,
            Name = mention.Siglum is null || mention.Name is not null ? mention.Name : mention.Siglum,
            Candidates = candidates,
            IsWeak = false,
            IsIntroduced = true,
            Introduces = true,
        };
    }

    private static IReadOnlyList<Repository> Narrow(IReadOnlyList<Repository> byName, List<SiglumEntry>? bySiglum)
    {
        if (bySiglum is null)
        {
            return byName;
        }

        if (byName.Count == 0)
        {
            return [.. bySiglum.Select(entry => entry.Repository)];
        }

        List<Repository> both = [.. byName.Where(repository => bySiglum.Exists(entry => entry.Repository == repository))];
        return both.Count > 0 ? both : byName;
    }

    private bool IsAllUpper(NoteWord word)
    {
        for (var i = word.Start; i < word.End; i++)
        {
            if (!char.IsUpper(Text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
