using System.CommandLine;
using Recto.App.Shell;
using Recto.Journals.Matching.Evaluation;
using Recto.Journals.Matching.Scoring;

namespace Recto.App.Features.References;

/// <summary><c>recto references evaluate</c>: how well references are matched, by cross-validation or with the shipped model.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var gold = new GoldInput();
        var folds = new Option<int>("--folds") { Description = "Cross-validate with so many folds; references of one DOI are never parted", HelpName = "N", DefaultValueFactory = _ => 5 };
        var shipped = new Option<bool>("--shipped") { Description = "Measure the shipped model instead; a fair figure only on references that it was not learnt from" };
        var answers = new Option<string?>("--answers") { Description = "Write every answer to this file, one JSON object a line", HelpName = "FILE" };
        var command = new Command("evaluate", "Measure matching on references whose work is known");
        gold.AddTo(command);
        command.Add(folds);
        command.Add(shipped);
        command.Add(answers);
        command.SetAction((parsed, ct) =>
        {
            if ((gold.FindUnusable(parsed) ?? (parsed.GetValue(folds) is < 2 or > 50 ? "--folds is a number from 2 to 50" : null)) is { } refusal)
            {
                return Task.FromResult(terminal.Refuse(refusal + "."));
            }

            try
            {
                var cases = gold.Read(parsed, terminal, ct);
                var outcomes = parsed.GetValue(shipped) ? MatchTraining.Measure(cases, MatchModel.Shipped) : new MatchTraining().CrossValidate(cases, parsed.GetValue(folds), line =>
                {
                    if (terminal.ShowsProgress)
                    {
                        terminal.Error.WriteLine(line);
                    }
                }, ct);
                foreach (var line in MatchReport.Lines(cases, outcomes))
                {
                    terminal.Out.WriteLine(line);
                }

                if (parsed.GetValue(answers) is { } path)
                {
                    using var file = File.CreateText(path);
                    MatchReport.WriteAnswers(outcomes, file);
                }

                return Task.FromResult(0);
            }
            catch (InvalidDataException refused)
            {
                return Task.FromResult(terminal.Refuse($"{refused.Message.TrimEnd('.')}."));
            }
        });
        return command;
    }
}
