using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Recto.Journals.Usage;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Usage;

public sealed class RobotListTests
{
    private const string Reader = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    private static IReadOnlyList<RobotPattern> Published(string name) => RobotPattern.Read(File.ReadAllBytes(SharedData.Require("data/samples/counter-robots/" + name)));

    private static RobotList Of(params string[] expressions) => new(expressions.Select(text => new RobotPattern(text, true)));

    [Fact]
    public void The_published_lists_are_read_as_they_are()
    {
        var (json, text, crawlers) = (Published("COUNTER_Robots_list.json"), Published("COUNTER_Robots_list.txt"), Published("project-counter-robots.json"));

        Assert.Equal(json, text);
        Assert.True(json.Count > 300 && json.All(pattern => pattern.IsExpression), $"{json.Count}");
        Assert.True(crawlers.Count > 100 && !crawlers.Any(pattern => pattern.IsExpression), $"{crawlers.Count}");
        Assert.Empty(new RobotList([.. json, .. crawlers]).Unreadable);
    }

    [Theory]
    [InlineData("Googlebot/2.1 (+http://www.google.com/bot.html)", true)]
    [InlineData("curl/8.5.0", true)]
    [InlineData("GPTBot/1.2", true)]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0)", true)]
    [InlineData("", true)]
    [InlineData(null, true)]
    [InlineData("Mozilla/5.0", true)] // The whole agent: ^Mozilla.5\.0$
    [InlineData(Reader, false)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", false)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", false)]
    public void Robots_are_told_from_readers(string? agent, bool isRobot) =>
        Assert.Equal(isRobot, new RobotList([.. Published("COUNTER_Robots_list.json"), .. Published("project-counter-robots.json")]).IsRobot(agent));

    [Fact]
    public void It_says_what_every_expression_by_itself_says()
    {
        var patterns = Published("COUNTER_Robots_list.json").Concat(Published("project-counter-robots.json")).ToList();
        var expressions = patterns.Select(pattern => new Regex(pattern.IsExpression ? pattern.Text : Regex.Escape(pattern.Text), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)).ToList();
        var list = new RobotList(patterns);

        // Agents made of pieces of the patterns, so that they are near misses as often as hits.
        var pieces = patterns.Select(pattern => Regex.Replace(pattern.Text, @"[\\^$?*+()\[\]{}|]", "")).Where(piece => piece.Length > 0).Append("Mozilla/5.0 ").Append(Reader).ToArray();
        Gen.Select(Gen.OneOf(pieces), Gen.OneOf(pieces), Gen.Int[0, 40], Gen.Int[0, 3]).Sample((one, other, cut, way) =>
        {
            var whole = way switch { 0 => one, 1 => one + other, 2 => Reader + " " + one.ToUpperInvariant(), _ => one[..Math.Min(cut, one.Length)] };
            Assert.Equal(expressions.Any(expression => expression.IsMatch(whole)), list.IsRobot(whole));
        }, iter: 1000);
    }

    [Theory]
    [InlineData("spider", "spider", true)]
    [InlineData(@"boitho\.com-dc", "boitho.com-dc", true)]
    [InlineData("^Buck\\/[0-9]", "Buck/", false)]
    [InlineData("[^a]fish", "fish", false)]
    [InlineData("daum(oa)?", "daum", false)]
    [InlineData(@"^\%?default\%?$", "default", false)]
    [InlineData("^.?$", null, false)]
    [InlineData("one|other", null, false)]
    [InlineData("(?i)one", null, false)]
    [InlineData("x(one", null, false)]
    [InlineData("colou?r", "colo", false)]
    [InlineData("ab*cde", "cde", false)]
    [InlineData("ab{0,2}c", null, false)]
    [InlineData("http+s", "http", false)]
    [InlineData(@"\x41bc", null, false)]
    [InlineData("[]a]bcd", "bcd", false)]
    public void The_word_that_must_stand_there_is_found(string expression, string? word, bool isWhole) => Assert.Equal((word, isWhole), RequiredLiteral.Of(expression));

    [Fact]
    public void Own_robots_are_added_and_what_is_no_expression_is_told_of()
    {
        var list = new RobotList([new RobotPattern("c++ reader", false), new RobotPattern("(unclosed", true), new RobotPattern("^Probe", true)]);

        Assert.True(list.IsRobot("My C++ Reader 1.0"));
        Assert.True(list.IsRobot("probe/1"));
        Assert.False(list.IsRobot(Reader));
        Assert.False(list.IsRobot("(unclosed"));
        Assert.Equal(["(unclosed"], list.Unreadable);
        Assert.Equal(2, list.Count);
    }

    [Fact]
    public void What_it_remembers_stays_right_and_bounded()
    {
        var list = Of("bot$");
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 10_000; i++)
            {
                Assert.Equal(i % 2 == 0, list.IsRobot(i % 2 == 0 ? $"{i}bot" : $"{i}bot/1"));
            }
        }

        Assert.InRange(list.Remembered, 1, 4096);
        Assert.True(list.IsRobot(new string('x', 1000) + "bot"));
    }

    [Fact]
    public void An_empty_list_knows_no_robot()
    {
        Assert.False(Of().IsRobot("Googlebot"));
        Assert.False(Of().IsRobot(null));
    }

    [Fact]
    public void What_is_no_list_has_no_patterns_or_is_taken_line_by_line()
    {
        Assert.Empty(RobotPattern.Read(Array.Empty<byte>()));
        Assert.Empty(RobotPattern.Read("[]"u8.ToArray()));
        Assert.Empty(RobotPattern.Read("""[1, {"pattern": 2}, {"other": "x"}, {"pattern": ""}]"""u8.ToArray()));
        Assert.Equal([new RobotPattern("[^a]fish", true), new RobotPattern("bot", true)], RobotPattern.Read(Encoding.UTF8.GetBytes("\uFEFF[^a]fish\r\n\r\nbot\n")));
    }
}
