using System.Data.Common;
using System.Globalization;
using Recto.Journals.Recommending;
using Recto.Storage.Sql;

namespace Recto.Storage.Recommending;

/// <content>What was learned of nights, and how far lists reach.</content>
public sealed partial class RecommendationStore
{
    private const int DaysKept = 366;

    private const string NightColumns = "night, at, took, outcome, questions, in_force, learned, measures, articles, listed, also_read, recommended, reasoned, standing, places, most_places, vectors";

    /// <summary>What was read together before the latest days and on them. A pair is in a part only where as many sessions of that part have it as may be told of.</summary>
    /// <param name="from">The first of the latest days, UTC.</param>
    /// <param name="fewestSessions">The fewest sessions.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CoReadParts> ListPartsAsync(DateOnly from, long fewestSessions, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT c.one_id, c.other_id, c.sessions, c.votes, COALESCE(d.sessions, 0), COALESCE(d.votes, 0.0)
            FROM co_reads c LEFT JOIN (SELECT one_id, other_id, CAST(SUM(sessions) AS BIGINT) AS sessions, SUM(votes) AS votes FROM co_read_days WHERE day >= @from GROUP BY one_id, other_id) d ON d.one_id = c.one_id AND d.other_id = c.other_id
            WHERE c.sessions >= @fewest ORDER BY c.one_id, c.other_id
            """, ("from", DayNumber.Of(from)), ("fewest", fewestSessions));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (before, latest) = (new List<CoReadPair>(), new List<CoReadPair>());
        while (await reader.ReadAsync(ct))
        {
            var (one, other, sessions, votes) = (reader.GetGuid(0), reader.GetGuid(1), reader.GetInt64(4), reader.GetDouble(5));
            if (sessions >= fewestSessions)
            {
                latest.Add(new(one, other, sessions, votes));
            }

            if (reader.GetInt64(2) - sessions >= fewestSessions)
            {
                before.Add(new(one, other, reader.GetInt64(2) - sessions, reader.GetDouble(3) - votes));
            }
        }

        return new(before, latest);
    }

    /// <summary>How far the lists reach that are shown now, and when one was last looked at; null where there are none.</summary>
    public async Task<(ListCoverage Coverage, DateTimeOffset? MadeAt)> MeasureCoverageAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            WITH shown AS (SELECT x.article_id, x.other_id, x.list, x.reasons FROM recommendations x JOIN articles a ON a.id = x.article_id JOIN articles o ON o.id = x.other_id WHERE a.is_draft = 0 AND o.is_draft = 0)
            SELECT (SELECT COUNT(*) FROM recommended_articles r JOIN articles a ON a.id = r.article_id WHERE a.is_draft = 0), COUNT(DISTINCT article_id), COUNT(DISTINCT CASE WHEN list = 1 THEN article_id END), COUNT(DISTINCT CASE WHEN list = 2 THEN article_id END),
                COUNT(DISTINCT CASE WHEN reasons <> '' THEN article_id END), COUNT(DISTINCT other_id), COUNT(*), (SELECT COALESCE(MAX(n), 0) FROM (SELECT COUNT(*) AS n FROM shown GROUP BY other_id) places), (SELECT MAX(listed_at) FROM recommended_articles)
            FROM shown
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        int At(int column) => (int)reader.GetInt64(column);
        return (new(At(0), At(1), At(2), At(3), At(4), At(5), At(6), At(7)), reader.IsDBNull(8) ? null : reader.Instant(8));
    }

    /// <summary>Keeps a night, in place of what was kept of it before, and forgets those that are a year old.</summary>
    public async Task KeepNightAsync(RankerNight night, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(night);
        await using var tx = await database.BeginAsync(ct);
        await database.Dialect.LockAsync(tx, ["recommendation-nights"], ct); // Two processes may have made lists in one night.
        await tx.RunAsync("DELETE FROM recommendation_nights WHERE night = @night OR night < @oldest", ct, ("night", DayNumber.Of(night.Night)), ("oldest", DayNumber.Of(night.Night.AddDays(-DaysKept))));
        var row = new RowWriter(tx, "recommendation_nights", NightColumns.Split(", "));
        var (learned, coverage) = (night.Learned, night.Coverage);
        row.Add(DayNumber.Of(night.Night), Instants.ToStored(night.At), (long)night.Took.TotalMilliseconds, (short)learned.Outcome, learned.Questions, night.InForce.Write(), learned.Weights?.Write(), WriteMeasures(learned),
            coverage.Articles, coverage.Listed, coverage.AlsoRead, coverage.Recommended, coverage.Reasoned, coverage.Standing, coverage.Places, coverage.MostPlaces, night.Vectors);
        await row.WriteAsync(ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>The last nights, latest first.</summary>
    /// <param name="most">Most to give.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<RankerNight>> ListNightsAsync(int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"SELECT {NightColumns} FROM recommendation_nights ORDER BY night DESC LIMIT @most", ("most", most));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var nights = new List<RankerNight>();
        while (await reader.ReadAsync(ct))
        {
            nights.Add(NightOf(reader));
        }

        return nights;
    }

    /// <summary>The night that was kept last; null before the first.</summary>
    public async Task<RankerNight?> FindLastNightAsync(CancellationToken ct) => await ListNightsAsync(1, ct) is [var last] ? last : null;

    private static RankerNight NightOf(DbDataReader reader)
    {
        var number = reader.GetInt32(0);
        var measures = reader.GetString(7).Split('\n').Select(line => line.Split(' ')).Where(line => line.Length > 1)
            .ToDictionary(line => line[0], line => line.Skip(1).Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0).ToArray(), StringComparer.Ordinal);
        RankingFigures? Figures(string name) => measures.TryGetValue(name, out var of) && of.Length == 6 ? new(new(of[0], of[1], of[2]), new(of[3], of[4], of[5])) : null;
        return new()
        {
            Night = DayNumber.Read(number),
            At = reader.Instant(1),
            Took = TimeSpan.FromMilliseconds(reader.GetInt64(2)),
            InForce = SignalWeights.Read(reader.GetString(5)),
            Learned = new()
            {
                Outcome = (LearningOutcome)reader.GetInt32(3),
                Questions = reader.GetInt32(4),
                Weights = reader.TextOrNull(6) is { } learned ? SignalWeights.Read(learned) : null,
                Prior = Figures("prior"),
                Learned = Figures("learned"),
                ReadAlone = Figures("read"),
                Difference = measures.TryGetValue("difference", out var gain) && gain.Length == 3 ? new(gain[0], gain[1], gain[2]) : null,
            },
            Coverage = new(reader.GetInt32(8), reader.GetInt32(9), reader.GetInt32(10), reader.GetInt32(11), reader.GetInt32(12), reader.GetInt32(13), reader.GetInt32(14), reader.GetInt32(15)),
            Vectors = reader.GetInt32(16),
        };
    }

    private static string WriteMeasures(LearnedWeights learned)
    {
        static string Write(MeasuredMean mean) => string.Create(CultureInfo.InvariantCulture, $"{mean.Mean:0.#####} {mean.Low:0.#####} {mean.High:0.#####}");
        var lines = new List<string>();
        foreach (var (name, figures) in new[] { ("prior", learned.Prior), ("learned", learned.Learned), ("read", learned.ReadAlone) })
        {
            if (figures is { } of)
            {
                lines.Add($"{name} {Write(of.Gain)} {Write(of.Recall)}");
            }
        }

        if (learned.Difference is { } difference)
        {
            lines.Add("difference " + Write(difference));
        }

        return string.Join('\n', lines);
    }
}
