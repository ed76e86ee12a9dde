using System.Diagnostics;
using System.Globalization;
using Recto.Journals.Access;

namespace Recto.Bench;

/// <summary>
/// How long a decision takes. <c>access [NUMBER]</c> decides on that many articles (4,096 where nothing is said) for a stranger, for a reader with one right, and for one with fifty of which the last opens; each from a fixed seed, the best of five rounds.
/// Fails where a decision takes ten microseconds or more, or where a reader is not decided on as it was made.
/// </summary>
internal static class AccessRun
{
    private const int Decisions = 1_000_000;
    private const double Most = 10_000;
    private static readonly DateTimeOffset Now = new(2027, 12, 2, 0, 0, 0, TimeSpan.Zero);

    public static int Run(string[] args)
    {
        var number = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 4096;
        var journal = new Guid(1, 0, 0, new byte[8]);
        var terms = Enumerable.Range(0, number).Select(i => new AccessTerms
        {
            ArticleId = new Guid(i, 2, 0, new byte[8]),
            JournalId = journal,
            IssueId = new Guid(i / 20, 3, 0, new byte[8]),
            Year = 1950 + (i % 70),
            IsPublished = true,
            HasOpenLicence = false,
            Opening = Opening.Never,
        }).ToArray();
        var opens = new HeldRight { Id = Guid.NewGuid(), Kind = RightKind.Subscription, Scope = new() { JournalIds = new HashSet<Guid> { journal } }, From = Now.AddYears(-1), Until = Now.AddYears(1) };
        var others = Enumerable.Range(0, 49).Select(i => opens with { Id = Guid.NewGuid(), Kind = RightKind.Purchase, Scope = new() { JournalIds = new HashSet<Guid> { journal } }, From = Now.AddYears(-3), Until = Now.AddDays(-1 - i) });
        var slowest = 0.0;
        var isRight = true;
        foreach (var (name, reader, body) in new[] { ("a stranger", AccessReader.Anybody, false), ("one right", new AccessReader { Rights = [opens] }, true), ("fifty rights", new AccessReader { Rights = [.. others, opens] }, true) })
        {
            var best = double.MaxValue;
            for (var round = 0; round < 5; round++)
            {
                var (open, started) = (0, Stopwatch.GetTimestamp());
                for (var i = 0; i < Decisions; i++)
                {
                    open += AccessRule.Decide(terms[i % terms.Length], reader, Now).Body ? 1 : 0;
                }

                best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds / Decisions);
                isRight &= open == (body ? Decisions : 0);
            }

            slowest = Math.Max(slowest, best);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {best:N0} ns a decision (best of 5 times {Decisions:N0})"));
        }

        return isRight && slowest < Most ? 0 : 1;
    }
}
