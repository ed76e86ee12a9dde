using Recto.Journals.Exchange.Counter;
using Recto.Journals.Tests.Usage;
using Recto.Journals.Usage;
using static Recto.Journals.Tests.Exchange.Counter.Reports;

namespace Recto.Journals.Tests.Exchange.Counter;

/// <summary>The audit of the standard without a site (COUNTER 5.1, Appendix E): exactly 50 of each, amid all that must not count, give 50 in every report.</summary>
public sealed class AuditTests
{
    private static readonly DateTimeOffset Start = Readers.At("2026-02-10T08:00:00");
    private static readonly RobotList Robots = new([new RobotPattern("bot", true)]);
    private readonly List<UsageEvent> _log = [];
    private DateTimeOffset _now = Start;

    // Everybody is of the library, so that its reports and the world's are the same.
    private void Do(UsageEvent happened, string agent = "Mozilla/5.0 (X11; Linux x86_64)")
    {
        if (!Robots.IsRobot(agent))
        {
            _log.Add(happened with { Institutions = [Readers.Library] });
        }
    }

    private CounterReport Report(string id, string query = "", bool isWorld = false)
    {
        var counts = UsageRollUp.Of(_log.OrderBy(happened => happened.At), new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31));
        return Make(Request(id, query), counts.Where(count => count.Key.InstitutionId == (isWorld ? null : Readers.Library)));
    }

    private void Fifty(Func<int, UsageEvent> act)
    {
        for (var i = 0; i < 50; i++)
        {
            _now += TimeSpan.FromSeconds(31);
            Do(act(i));
        }
    }

    private static long Of(CounterReport report, MetricType metric) => report.Total(metric);

    [Theory]
    [InlineData(UsageKind.NoLicense, MetricType.NoLicense)]
    [InlineData(UsageKind.LimitExceeded, MetricType.LimitExceeded)]
    public void Fifty_denials_are_fifty(UsageKind kind, MetricType metric)
    {
        Fifty(_ => Readers.User(1).Does(kind, _now));

        foreach (var report in new[] { Report("TR"), Report("TR_J2"), Report("IR"), Report("IR", isWorld: true) })
        {
            Assert.Equal(50, Of(report, metric));
            Assert.Equal(metric == MetricType.NoLicense ? 0 : 50, Of(report, MetricType.LimitExceeded));
            Assert.Equal(0, Of(report, MetricType.TotalItemInvestigations));
        }
    }

    [Theory]
    [InlineData(UsageForm.Html)]
    [InlineData(UsageForm.Pdf)]
    public void Fifty_requests_of_fifty_articles_are_fifty_in_every_report(UsageForm form)
    {
        Fifty(article => Readers.User(1).Does(UsageKind.Request, _now, article, form) with { JournalId = Readers.Kritika });

        foreach (var id in ReportDefinition.All.Select(report => report.Id).Where(id => id != "TR_J2"))
        {
            Assert.Equal(50, Of(Report(id), MetricType.TotalItemRequests));
            Assert.Equal(50, Of(Report(id), MetricType.UniqueItemRequests));
            Assert.Equal(id is "PR" or "TR" or "IR" or "TR_J3" ? 50 : 0, Of(Report(id), MetricType.UniqueItemInvestigations));
        }
    }

    [Fact]
    public void Fifty_searches_are_fifty()
    {
        Fifty(_ => Readers.User(1).Searches(_now));

        Assert.Equal(50, Of(Report("PR"), MetricType.SearchesPlatform));
        Assert.Equal(50, Of(Report("PR_P1"), MetricType.SearchesPlatform));
    }

    [Theory]
    [InlineData(29, 50)]
    [InlineData(31, 100)]
    public void Fifty_pairs_of_clicks_are_fifty_or_a_hundred(int seconds, long clicks)
    {
        for (var article = 0; article < 50; article++)
        {
            Do(Readers.User(1).Does(UsageKind.Request, Start.AddMinutes(article * 2), article));
            Do(Readers.User(1).Does(UsageKind.Request, Start.AddMinutes(article * 2).AddSeconds(seconds), article));
        }

        Assert.Equal(clicks, Of(Report("TR_J1"), MetricType.TotalItemRequests));
        Assert.Equal(50, Of(Report("TR_J1"), MetricType.UniqueItemRequests));
    }

    [Fact]
    public void Fifty_requests_for_mining_are_in_the_reports_and_in_no_view()
    {
        Fifty(article => Readers.User(1).Does(UsageKind.Request, _now, article) with { Method = AccessMethod.Tdm });

        foreach (var id in ReportDefinition.All.Select(report => report.Id).Where(id => id != "TR_J2"))
        {
            Assert.Equal(ReportDefinition.Find(id)!.IsStandardView ? 0 : 50, Of(Report(id), MetricType.TotalItemRequests));
            Assert.Equal(0, Of(Report(id, ReportDefinition.Find(id)!.IsStandardView ? "" : "access_method=Regular"), MetricType.TotalItemRequests));
        }
    }

    [Fact]
    public void Fifty_requests_by_a_robot_are_none()
    {
        for (var article = 0; article < 50; article++)
        {
            Do(Readers.User(1).Does(UsageKind.Request, Start.AddMinutes(article), article), "ExampleBot/1.0");
        }

        Assert.Equal([3030], Report("TR_J1").Header.Exceptions.Select(exception => exception.Code));
    }

    [Fact]
    public void Fifty_of_everything_at_once_are_fifty_of_each()
    {
        // One reader after the other does each thing with one article of his own, clicks twice, and changes the format.
        for (var i = 0; i < 50; i++)
        {
            var (reader, at) = (Readers.User(i), Start.AddMinutes(i * 7));
            Do(reader.Searches(at));
            Do(reader.Does(UsageKind.NoLicense, at.AddSeconds(1), i));
            Do(reader.Does(UsageKind.NoLicense, at.AddSeconds(20), i));
            Do(reader.Does(UsageKind.LimitExceeded, at.AddSeconds(60), i, UsageForm.Epub));
            Do(reader.Does(UsageKind.Investigation, at.AddSeconds(100), i, UsageForm.Record));
            Do(reader.Does(UsageKind.Request, at.AddSeconds(110), i));
            Do(reader.Does(UsageKind.Request, at.AddSeconds(150), i));
            Do(reader.Does(UsageKind.Request, at.AddSeconds(152), i, UsageForm.Pdf));
            Do(reader.Does(UsageKind.Request, at.AddSeconds(160), i), "SomeBot");
        }

        var report = Report("IR");
        Assert.Equal(50, Of(Report("PR"), MetricType.SearchesPlatform));
        Assert.Equal(50, Of(report, MetricType.NoLicense));
        Assert.Equal(50, Of(report, MetricType.LimitExceeded));
        Assert.Equal(50, Of(report, MetricType.UniqueItemInvestigations) - SplitSessions());
        Assert.Equal(150, Of(report, MetricType.TotalItemRequests));
        Assert.Equal(150, Of(report, MetricType.TotalItemInvestigations));
    }

    // A reader whose minutes go over a full hour is two sessions.
    private static int SplitSessions() => Enumerable.Range(0, 50).Count(i => Start.AddMinutes(i * 7).AddSeconds(110).Hour != Start.AddMinutes(i * 7).AddSeconds(152).Hour);
}
