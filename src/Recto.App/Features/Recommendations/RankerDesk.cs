using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Recommending;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>How good the recommendations of the site are, at the desk: what signals weigh, what was measured, how far the lists reach.</summary>
internal static class RankerDesk
{
    /// <summary>Its address.</summary>
    public const string Address = "/desk/recommendations";

    private const int MostNights = 31;
    private const int MostInFile = 400;

    private static readonly string[] Orders = ["prior", "learned", "read_together"];
    private static readonly string[] Measures = ["_ndcg20", "_ndcg20_low", "_ndcg20_high", "_recall20", "_recall20_low", "_recall20_high"];

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, RecommendationStore store, SiteOptions options, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.SeeUsage, null))
        {
            return;
        }

        var (coverage, madeAt) = await store.MeasureCoverageAsync(ct);
        await PageWriter.WriteAsync<RankerDeskPage>(context, new RankerDeskView
        {
            Person = context.Person()!,
            Nights = await store.ListNightsAsync(MostNights, ct),
            Coverage = coverage,
            MadeAt = madeAt,
            Sessions = options.Recommendations.Threshold.Fewest,
        });
    }

    /// <summary>Sends the nights as a table.</summary>
    public static async Task SendAsync(HttpContext context, RecommendationStore store, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.SeeUsage, null))
        {
            return;
        }

        var signals = Enum.GetValues<NeighbourSignal>();
        string[] columns =
        [
            "night", "outcome", "questions", .. Orders.SelectMany(name => Measures.Select(part => name + part)),
            "difference", "difference_low", "difference_high", .. signals.Select(signal => "weight_" + signal.ToString().ToLowerInvariant()),
            "articles", "with_a_list", "with_also_read", "with_recommended", "with_a_reason", "standing_in_a_list", "places", "most_places_of_one", "vectors", "seconds",
        ];
        var nights = await store.ListNightsAsync(MostInFile, ct);
        await DeskTable.SendAsync(context, "recommendations_nights.csv", columns, nights.Select(night => FieldsOf(night, signals)), ct);
    }

    private static IEnumerable<string> FieldsOf(RankerNight night, NeighbourSignal[] signals)
    {
        var (learned, coverage) = (night.Learned, night.Coverage);
        return
        [
            night.Night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), learned.Outcome.ToString(), Number(learned.Questions), .. Figures(learned.Prior), .. Figures(learned.Learned), .. Figures(learned.ReadAlone), .. Mean(learned.Difference),
            .. signals.Select(signal => Number(night.InForce[signal])),
            .. new[] { coverage.Articles, coverage.Listed, coverage.AlsoRead, coverage.Recommended, coverage.Reasoned, coverage.Standing, coverage.Places, coverage.MostPlaces, night.Vectors }.Select(count => Number(count)), Number(night.Took.TotalSeconds),
        ];
    }

    private static IEnumerable<string> Figures(RankingFigures? figures) => figures is { } of ? [.. Mean(of.Gain), .. Mean(of.Recall)] : Enumerable.Repeat("", 6);

    private static IEnumerable<string> Mean(MeasuredMean? mean) => mean is { } of ? [Number(of.Mean), Number(of.Low), Number(of.High)] : Enumerable.Repeat("", 3);

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>What the page of the site’s recommendations shows at the desk.</summary>
public sealed record RankerDeskView
{
    /// <summary>Who looks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>The last nights, latest first.</summary>
    public required IReadOnlyList<RankerNight> Nights { get; init; }

    /// <summary>How far the lists reach now.</summary>
    public required ListCoverage Coverage { get; init; }

    /// <summary>When a list was last looked at; null before the first.</summary>
    public required DateTimeOffset? MadeAt { get; init; }

    /// <summary>In how many sessions a pair must be.</summary>
    public required int Sessions { get; init; }

    /// <summary>The last night; null before the first.</summary>
    public RankerNight? Last => Nights.Count > 0 ? Nights[0] : null;

    /// <summary>What signals weigh.</summary>
    public SignalWeights InForce => Last?.InForce ?? SignalWeights.Prior;
}
