using Recto.Notes.References;

namespace Recto.Journals.Works;

/// <summary>What can be said of two records.</summary>
public enum WorkVerdict
{
    /// <summary>They are of different works, or of different editions of one.</summary>
    Different = 1,

    /// <summary>Nothing speaks against their being of one work, and not enough for it.</summary>
    Unsure,

    /// <summary>They are of one work.</summary>
    Same,
}

/// <summary>The decision about two records, with its grounds.</summary>
/// <param name="Verdict">The decision.</param>
/// <param name="Score">How much speaks for one work; <see cref="WorkComparison.Enough"/> is enough.</param>
/// <param name="Grounds">What was found, the weightiest first.</param>
/// <param name="IsKin">Whether they are editions or volumes of one thing: the same title by the same people, and something else that tells them apart.</param>
/// <param name="IsContradicted">Whether people, years, numbers or containers cannot be of one work, however alike the titles are.</param>
public sealed record WorkJudgement(WorkVerdict Verdict, double Score, IReadOnlyList<WorkReason> Grounds, bool IsKin, bool IsContradicted);

/// <summary>Decides whether two records are of one work. The same for both orders. Weights were tuned on the dev half of <c>corpus/works</c>.</summary>
public static class WorkComparison
{
    /// <summary>The score from which two records are of one work.</summary>
    public const double Enough = 5.4;

    /// <summary>Compares two records.</summary>
    public static WorkJudgement Of(WorkShape left, WorkShape right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var tally = new WorkTally();
        var title = Titles(left, right, tally);
        Identifiers(left, right, tally);
        if (title.Kind == TitleFitKind.None && !tally.IsIdentified)
        {
            tally.Against(new WorkReason(WorkGround.OtherTitle, left.Record.DisplayTitle, right.Record.DisplayTitle), -6);
            return new WorkJudgement(WorkVerdict.Different, tally.Score, tally.Grounds, IsKin: false, tally.IsContradicted);
        }

        People(left, right, title, tally);
        var areSame = !tally.IsContradicted; // Title and people, before what tells editions apart.
        Parts(left, right, title, tally);
        Times(left, right, title, tally);
        Imprints(left, right, tally);
        var verdict = tally.IsContradicted ? WorkVerdict.Different : tally.Score >= Enough || tally.IsIdentified ? WorkVerdict.Same : WorkVerdict.Unsure;
        var isKin = verdict == WorkVerdict.Different && areSame && title.Kind >= TitleFitKind.Begins && title.Shared >= 1 && left.People.Length > 0 && right.People.Length > 0;
        return new WorkJudgement(verdict, tally.Score, tally.Grounds, isKin, tally.IsContradicted);
    }

    private static TitleFit Titles(WorkShape left, WorkShape right, WorkTally tally)
    {
        var fit = TitleFit.Of(left.Title, right.Title);
        // All that a short mention prints of the title stands in the other: that is how it is meant.
        var isShort = !(left.Record.IsFull && right.Record.IsFull) && fit.Kind >= TitleFitKind.Within && fit.Shared >= 1.8;
        var told = Math.Min(fit.Shared, 4) + (isShort ? 0.8 : 0);
        var (ground, points) = fit.Kind switch
        {
            TitleFitKind.Same => (WorkGround.SameTitle, 2 + told),
            TitleFitKind.Begins => (WorkGround.TitleBegins, 1 + told),
            TitleFitKind.Within => (WorkGround.TitleWithin, 0.3 + (0.8 * told)),
            TitleFitKind.Near => (WorkGround.TitleNear, told * fit.Cover),
            _ => default,
        };
        if (fit.Kind != TitleFitKind.None)
        {
            tally.For(new WorkReason(ground, left.Record.DisplayTitle, right.Record.DisplayTitle), points);
        }

        return fit;
    }

    private static void Identifiers(WorkShape left, WorkShape right, WorkTally tally)
    {
        if (left.Doi is { } doi && right.Doi is { } other)
        {
            if (doi == other)
            {
                tally.Identify(new WorkReason(WorkGround.SameDoi, left.Record.Doi, right.Record.Doi));
            }
            else
            {
                tally.Against(new WorkReason(WorkGround.OtherDoi, left.Record.Doi, right.Record.Doi), -4, contradicts: true);
            }
        }

        // A book's numbers are printed with its chapters too.
        var isSameKind = left.IsPart == right.IsPart && !left.IsPart;
        if (isSameKind && left.Record.Isbn is { } isbn && isbn == right.Record.Isbn)
        {
            tally.Identify(new WorkReason(WorkGround.SameIsbn, isbn, isbn));
        }

        if (isSameKind && left.Record.Oclc is { } oclc && oclc == right.Record.Oclc)
        {
            tally.Identify(new WorkReason(WorkGround.SameOclc, oclc, oclc));
        }

        if (left.Url is { } url && url == right.Url)
        {
            tally.For(new WorkReason(WorkGround.SameUrl, left.Record.Url, right.Record.Url), 3);
        }
    }

    private static void People(WorkShape left, WorkShape right, TitleFit title, WorkTally tally)
    {
        var (ones, others) = (left.People, right.People);
        if (ones.Length == 0 || others.Length == 0)
        {
            if (ones.Length + others.Length > 0)
            {
                tally.Against(new WorkReason(WorkGround.NoName, Printed(left), Printed(right)), title.Kind == TitleFitKind.Same ? -0.5 : -2);
            }

            return;
        }

        var (fit, one, other) = NameFit.Of(left, right);
        var reason = new WorkReason(fit switch { NameFitKind.First => WorkGround.SameName, NameFitKind.Shared => WorkGround.SharedName, NameFitKind.Spelt => WorkGround.NameSpelt, _ => WorkGround.OtherName }, one ?? Printed(left), other ?? Printed(right));
        switch (fit)
        {
            case NameFitKind.First:
                tally.For(reason, 3);
                break;
            case NameFitKind.Shared:
                tally.For(reason, 2);
                break;
            case NameFitKind.Spelt:
                tally.For(reason, 2);
                break;
            default:
                tally.Against(reason, -5, contradicts: true);
                break;
        }
    }

    private static void Parts(WorkShape left, WorkShape right, TitleFit title, WorkTally tally)
    {
        if (left.IsPart && right.IsPart)
        {
            var fit = TitleFit.Of(left.Container, right.Container);
            var reason = new WorkReason(fit.Kind != TitleFitKind.None || Abbreviates(left.Container, right.Container) ? WorkGround.SameContainer : WorkGround.OtherContainer, left.Record.Container, right.Record.Container);
            if (reason.Ground == WorkGround.SameContainer)
            {
                tally.For(reason, 1.5);
            }
            else
            {
                // Journals and books are called and abbreviated in many ways; the same long title by the same people in the same year stands in one.
                var isTold = title.Kind == TitleFitKind.Same && title.Shared >= 3 && left.Year is { } year && year == right.Year && tally.HasName;
                tally.Against(reason, isTold ? -1 : -3, contradicts: !isTold);
            }

            if (left.FirstPage is { } page && right.FirstPage is { } second)
            {
                if (page == second)
                {
                    tally.For(new WorkReason(WorkGround.SamePages, left.Record.FirstPage, right.Record.FirstPage), 1.5);
                }
                else if (left.Record.Kind == ReferenceKind.Article && right.Record.Kind == ReferenceKind.Article)
                {
                    tally.Against(new WorkReason(WorkGround.OtherPages, left.Record.FirstPage, right.Record.FirstPage), -2);
                }
            }
        }
        else if (left.IsPart != right.IsPart)
        {
            // The journal or book may be left out in a short mention, where it is not the thing itself.
            var whole = left.IsPart ? right : left;
            if (whole.Record is { IsFull: true, Kind: ReferenceKind.Book or ReferenceKind.EditedSource or ReferenceKind.Thesis })
            {
                tally.Against(new WorkReason(WorkGround.OtherContainer, left.Record.Container, right.Record.Container), -1.5);
            }
        }

        if (left.Volume is { } volume && right.Volume is { } its && left.Record.Kind == right.Record.Kind)
        {
            if (volume == its)
            {
                tally.For(new WorkReason(WorkGround.SameVolume, left.Record.Volume, right.Record.Volume), 0.7);
            }
            else if (left.Record.Kind is ReferenceKind.Article)
            {
                tally.Against(new WorkReason(WorkGround.OtherVolume, left.Record.Volume, right.Record.Volume), -3, contradicts: true);
            }
        }

        if (left.Edition is { } edition && right.Edition is { } another && edition != another)
        {
            tally.Against(new WorkReason(WorkGround.OtherEdition, left.Record.Edition, right.Record.Edition), -3, contradicts: true);
        }
    }

    private static void Times(WorkShape left, WorkShape right, TitleFit title, WorkTally tally)
    {
        if (left.Year is not { } from || right.Year is not { } since)
        {
            tally.Against(new WorkReason(WorkGround.NoYear, left.Record.Year, right.Record.Year), -0.2);
            return;
        }

        var ground = new WorkReason(WorkGround.SameYear, left.Record.Year, right.Record.Year);
        // A newspaper, a memorandum: its day tells it from others of that name.
        if (IsOfADay(left) && IsOfADay(right) && left.Date!.From is { Month: not null } day && right.Date!.From is { Month: not null } other)
        {
            if (day == other)
            {
                tally.For(ground, 2.5);
            }
            else
            {
                tally.Against(ground with { Ground = WorkGround.OtherYear }, -4, contradicts: true);
            }

            return;
        }

        if (from <= right.LastYear && since <= left.LastYear)
        {
            tally.For(ground, 2);
            return;
        }

        // Volumes of a set come out over years.
        var isSet = left.Record.Kind is ReferenceKind.EditedSource or ReferenceKind.Book && !left.IsPart && title.Kind == TitleFitKind.Same && left.Volume is { } volume && right.Volume is { } its && volume != its;
        if (isSet)
        {
            tally.For(new WorkReason(WorkGround.OtherVolume, left.Record.Volume, right.Record.Volume), 0);
        }
        else if (Math.Abs(from - since) == 1)
        {
            tally.For(ground with { Ground = WorkGround.NearYear }, 0);
        }
        else
        {
            tally.Against(ground with { Ground = WorkGround.OtherYear }, -4, contradicts: true);
        }
    }

    private static bool IsOfADay(WorkShape shape) => shape.Record.Kind is ReferenceKind.Newspaper or ReferenceKind.Report;

    private static void Imprints(WorkShape left, WorkShape right, WorkTally tally)
    {
        if (left.Place.Length > 0 && right.Place.Length > 0)
        {
            var isSame = left.Place.Intersect(right.Place).Any();
            var reason = new WorkReason(isSame ? WorkGround.SamePlace : WorkGround.OtherPlace, left.Record.Place, right.Record.Place);
            if (isSame)
            {
                tally.For(reason, 0.5);
            }
            else
            {
                tally.Against(reason, -0.7);
            }
        }

        if (left.Publisher.Intersect(right.Publisher).Any())
        {
            tally.For(new WorkReason(WorkGround.SamePublisher, left.Record.Publisher, right.Record.Publisher), 0.5);
        }
    }

    // "Amer. Hist. Rev." and "American Historical Review"; "AHR" and the same.
    private static bool Abbreviates(TitleShape left, TitleShape right)
    {
        var (less, more) = left.Words.Length <= right.Words.Length ? (left, right) : (right, left);
        var telling = more.Words.Where((_, i) => more.Weights[i] > 0.1).ToArray();
        if (less.Words is [{ Length: >= 2 and <= 6 } initials] && initials.Length == telling.Length)
        {
            return telling.Select(word => word[0]).SequenceEqual(initials);
        }

        var own = less.Words.Where((_, i) => less.Weights[i] > 0.1).ToArray();
        return own.Length >= 2 && own.Length == telling.Length && own.Zip(telling).All(pair => pair.First[0] == pair.Second[0] && (pair.Second.StartsWith(pair.First, StringComparison.Ordinal) || pair.First.StartsWith(pair.Second, StringComparison.Ordinal)));
    }

    private static string? Printed(WorkShape shape) => shape.Record.People is [var first, ..] ? first.FamilyWithParticles : null;
}
