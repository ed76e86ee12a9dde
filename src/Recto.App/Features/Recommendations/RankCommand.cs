using System.CommandLine;
using System.Globalization;
using Recto.App.Shell;
using Recto.Journals.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary><c>recto recommend rank</c>: a list of articles for every query, from tables alone.</summary>
internal static class RankCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new TableFiles.Options();
        var top = new Option<int>("--top") { Description = "How many articles a query is given at most", HelpName = "N", DefaultValueFactory = _ => 100 };
        var command = new Command("rank", "Rank articles for queries or readers: query, article and rank with tabs between them, best first");
        options.AddTo(command);
        command.Add(top);
        command.SetAction((parsed, ct) =>
        {
            if ((options.FindUnusable(parsed) ?? (parsed.GetValue(top) is < 1 or > 100_000 ? "--top is a number from 1 to 100000" : null)) is { } refusal)
            {
                return Task.FromResult(terminal.Refuse(refusal + "."));
            }

            try
            {
                var files = options.Of(parsed);
                var table = ReadingTable.Read(files, terminal, ct);
                if (table.Data.Reads.Filled == 0)
                {
                    terminal.Error.WriteLine($"recto: “{files.Reads}” holds no reads: lists are made of texts and citations alone, and a reader of whom nothing is known is given none.");
                }

                var ranks = new RankTable(table, files.Task, Recommender.Build(table.Data, options.OptionsOf(parsed), ct));
                foreach (var (question, lists) in ranks.Answer(parsed.GetValue(top), [], ct))
                {
                    var list = lists[0];
                    for (var i = 0; i < list.Count; i++)
                    {
                        terminal.Out.Write(string.Create(CultureInfo.InvariantCulture, $"{question.Name}\t{table.Names[list[i].Article]}\t{i + 1}\n"));
                    }
                }

                return Task.FromResult(0);
            }
            catch (InvalidDataException refused)
            {
                terminal.Out.Flush();
                return Task.FromResult(terminal.Refuse($"{refused.Message.TrimEnd('.')}."));
            }
        });
        return command;
    }
}
