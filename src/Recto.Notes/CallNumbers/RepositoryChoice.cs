using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Decides which of several archives a mention means, by the shape of the call number, by what it holds and by what the document has cited.</summary>
internal sealed class RepositoryChoice(NoteWords words, IntroducedRepositories introduced)
{
    private string Text => words.Text;

    /// <summary>The likeliest archive and its call number behind the mention; null for the archive where two are equally likely or none is known.</summary>
    public (Repository? Repository, CallNumber Call) Forward(CallNumberReader calls, RepositoryMention mention, TextSpan after, bool isDescribed)
    {
        if (mention.Candidates.Count == 0)
        {
            var style = StyleOfUnknown(mention, after);
            return (null, calls.Read(after, style, null, isDescribed));
        }

        Repository? best = null;
        CallNumber? bestCall = null;
        var bestScore = double.MinValue;
        var tied = false;
        foreach (var candidate in mention.Candidates)
        {
            var call = calls.Read(after, candidate.Style, candidate, isDescribed);
            var score = call.Score + Fit(candidate, mention, after);
            if (score > bestScore + 0.01)
            {
                (best, bestCall, bestScore, tied) = (candidate, call, score, false);
            }
            else if (score > bestScore - 0.01 && IsPresent(candidate, mention) == IsPresent(best!, mention))
            {
                tied = true;
            }
        }

        return (tied ? null : best, bestCall!);
    }

    /// <summary>For a call number before the mention: the archive that fits best; null where two do.</summary>
    public Repository? ByBackward(RepositoryMention mention, TextSpan before)
    {
        Repository? best = null;
        var bestScore = double.MinValue;
        var tied = false;
        foreach (var candidate in mention.Candidates)
        {
            var score = Fit(candidate, mention, before);
            tied = score == bestScore || (score <= bestScore && tied);
            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return tied ? null : best;
    }

    /// <summary>How sure a reading is, 0 to 1.</summary>
    public static double Confidence(RepositoryMention mention, Repository? repository, double score)
    {
        var sure = repository is not null ? mention.IsIntroduced ? 0.97 : mention.Siglum is not null ? mention.IsWeak ? 0.85 : 0.95 : 0.92 : mention.IsIntroduced ? 0.8 : 0.6;
        return Math.Round(score >= 1.4 ? sure : score > 0 ? sure - 0.1 : sure * 0.5, 2);
    }

    private double Fit(Repository candidate, RepositoryMention mention, TextSpan zone)
    {
        var fit = introduced.HasCited(candidate.Id) ? 0.3 : 0;
        fit += IsPresent(candidate, mention) ? 0.05 : 0;
        foreach (var holding in candidate.Holdings)
        {
            if (StartsPiece(holding, zone))
            {
                fit += 1;
                break;
            }
        }

        var printed = mention.Span.In(Text);
        if (candidate.City is { } city && printed.Contains(city.AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            fit += 1;
        }

        fit += candidate.Country switch
        {
            "US" when printed.Contains("Washington", StringComparison.Ordinal) || printed.Contains("College Park", StringComparison.Ordinal) || printed.Contains("D.C.", StringComparison.Ordinal) => 1,
            "GB" when printed.Contains("London", StringComparison.Ordinal) => 1,
            _ => 0,
        };
        return fit;
    }

    private bool StartsPiece(string holding, TextSpan zone)
    {
        var limit = Math.Min(zone.End, zone.Start + 200);
        for (var i = zone.Start; i + holding.Length <= limit; i++)
        {
            if (Text[i] == holding[0] && (i == zone.Start || !char.IsLetterOrDigit(Text[i - 1])) && Text.AsSpan(i, holding.Length).SequenceEqual(holding)
                && (i + holding.Length == zone.End || !char.IsLetter(Text[i + holding.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPresent(Repository candidate, RepositoryMention mention) =>
        mention.Siglum is not { } siglum || candidate.Sigla.Any(own => NameFolding.Siglum(own) == NameFolding.Siglum(siglum.In(Text)));

    private CallNumberStyle StyleOfUnknown(RepositoryMention mention, TextSpan zone)
    {
        if (mention.Name is { } name && name.In(Text).StartsWith("Archives ", StringComparison.Ordinal) && name.In(Text).Contains("ales", StringComparison.Ordinal))
        {
            return CallNumberStyle.Cote;
        }

        for (var i = words.IndexFrom(zone.Start); i < words.Words.Count && words.Words[i].Start < zone.End; i++)
        {
            switch (words.Words[i].Folded)
            {
                case "box" or "folder" or "container" or "reel" or "rg":
                    return CallNumberStyle.Box;
                case "fond" or "op" or "opis" or "оп" or "фонд" or "опись":
                    return CallNumberStyle.Fond;
                case "ms" or "mss" or "cod":
                    return CallNumberStyle.Shelf;
                case "bl" or "rep":
                    return CallNumberStyle.Bestand;
            }
        }

        return CallNumberStyle.Named;
    }
}
