using System.CommandLine;
using Recto.App.Shell;
using Recto.Journals.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>Which files hold the tables, and what is asked of them.</summary>
internal sealed record TableFiles(RecommendTask Task, string Reads, string Queries, string? Candidates, string? Text, string? Citations)
{
    /// <summary>The options that name them.</summary>
    internal sealed class Options
    {
        private readonly Option<string> _task = new("--task") { Description = "What is asked: i2i (what readers of an article read besides), warm (what a known reader may read next), cold (which of the candidates, that nobody has read)", HelpName = "i2i|warm|cold", Required = true };
        private readonly Option<string> _reads = new("--reads") { Description = "Who has read what: reader, tab, article; packed by gzip or not, as all files here", HelpName = "FILE", Required = true };
        private readonly Option<string> _queries = new("--queries") { Description = "Who asks: for i2i query, tab, article; for warm and cold a reader a line", HelpName = "FILE", Required = true };
        private readonly Option<string?> _candidates = new("--candidates") { Description = "The articles that alone may be shown, one a line (default: all; for cold those that nobody has read)", HelpName = "FILE" };
        private readonly Option<string?> _text = new("--text") { Description = "Texts as bags of words; line n is article n: “count term:frequency …”", HelpName = "FILE" };
        private readonly Option<string?> _citations = new("--citations") { Description = "Citations; line n is article n: “count article …”", HelpName = "FILE" };
        private readonly Option<int> _longest = new("--longest") { Description = "So many articles of a reader count at most for what is read together", HelpName = "N", DefaultValueFactory = _ => new RecommenderOptions().LongestSession };
        private readonly Option<int> _fewest = new("--fewest") { Description = "So many readers must have read two articles before they count as read together", HelpName = "N", DefaultValueFactory = _ => 1 };

        private readonly Option<bool> _pairs = new("--pairs") { Description = "Use only how often articles were read together, never a reader’s whole list, as a site does for strangers" };

        /// <summary>Adds them to a command.</summary>
        public void AddTo(Command command)
        {
            foreach (var option in new Option[] { _task, _reads, _queries, _candidates, _text, _citations, _longest, _fewest, _pairs })
            {
                command.Add(option);
            }
        }

        /// <summary>Why they cannot be used; null where they can.</summary>
        public string? FindUnusable(ParseResult parsed)
        {
            var named = new[] { parsed.GetValue(_reads), parsed.GetValue(_queries), parsed.GetValue(_candidates), parsed.GetValue(_text), parsed.GetValue(_citations) }.OfType<string>().ToList();
            return parsed.GetValue(_task) is not ("i2i" or "warm" or "cold") ? $"--task is i2i, warm or cold, not “{parsed.GetValue(_task)}”"
                : named.Count(name => name == "-") > 1 ? "only one table can come from standard input; give the others as files"
                : named.Find(name => name != "-" && !File.Exists(name)) is { } missing ? Directory.Exists(missing) ? $"“{missing}” is a folder: give a file" : $"“{missing}” does not exist; check the path"
                : parsed.GetValue(_longest) < 2 ? "--longest is a number from 2"
                : parsed.GetValue(_fewest) < 1 ? "--fewest is a number from 1"
                : null;
        }

        /// <summary>What was given.</summary>
        public TableFiles Of(ParseResult parsed) => new(
            parsed.GetValue(_task) switch { "i2i" => RecommendTask.AlsoRead, "warm" => RecommendTask.Reader, _ => RecommendTask.NewArticles },
            parsed.GetValue(_reads)!, parsed.GetValue(_queries)!, parsed.GetValue(_candidates), parsed.GetValue(_text), parsed.GetValue(_citations));

        /// <summary>How a recommender is built of them.</summary>
        public RecommenderOptions OptionsOf(ParseResult parsed) =>
            new() { LongestSession = parsed.GetValue(_longest), FewestSessions = parsed.GetValue(_fewest), MostReaders = parsed.GetValue(_pairs) ? 0 : new RecommenderOptions().MostReaders, Processors = Environment.ProcessorCount };
    }
}
