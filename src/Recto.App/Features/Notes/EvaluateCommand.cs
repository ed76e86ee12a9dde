using System.CommandLine;
using System.Text;
using Recto.App.Shell;
using Recto.App.Shell.Reports;
using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Crf;
using Recto.Notes.Labelling.Evaluation;
using Recto.Notes.Labelling.Features;

namespace Recto.App.Features.Notes;

/// <summary><c>recto notes evaluate</c>: how well a model labels, or by cross-validation how well one would that is trained on the same kind of data.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("evaluate", "Measure labelling on references labelled by hand, by cross-validation or with a model");
        var data = TrainingInput.Files("--data", "References labelled by hand: files or folders; their format is told by their content");
        data.Required = true;
        var folds = new Option<int>("--folds") { Description = "Cross-validate: the fold of a string is its position in the data modulo this number", HelpName = "N", DefaultValueFactory = _ => 5 };
        var extra = TrainingInput.Files("--extra", "Further training data; the strings of the test fold are taken out of them first");
        var model = new Option<string?>("--model") { Description = "Measure this model (a file, or “shipped”) on all the data, without training", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "How to report", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        command.Add(data);
        command.Add(folds);
        command.Add(extra);
        command.Add(model);
        command.Add(format);
        var input = new TrainingInput(command);
        command.SetAction((parsed, ct) =>
        {
            var refusal = input.Refusal(parsed) ?? (parsed.GetValue(folds) < 2 ? "--folds is a number from 2 on" : null);
            if (refusal is not null)
            {
                return Task.FromResult(terminal.Refuse($"{refusal}."));
            }

            try
            {
                var sequences = input.Hinted(parsed, input.Read(parsed, parsed.GetValue(data)!, all: true));
                if (sequences.Count < 2)
                {
                    return Task.FromResult(terminal.Refuse("There are too few references in the data to measure anything."));
                }

                var lexicon = new Lazy<Lexicon>(() => input.Lexicon(parsed));
                var score = parsed.GetValue(model) is { } name
                    ? Measure(sequences, LabelModels.Find(name), ct)
                    : CrossValidation.Run(sequences, [.. input.Hinted(parsed, [.. input.Read(parsed, parsed.GetValue(extra) ?? [], all: false), .. input.Generate(parsed)])], parsed.GetValue(folds), training => Train(training, input.Options(parsed), lexicon.Value, terminal, ct), (fold, one) => Tell(fold, one, terminal));
                Report(score, parsed.GetValue(format)!, terminal);
                return Task.FromResult(CheckNotes.Clean);
            }
            catch (InvalidDataException refused)
            {
                return Task.FromResult(terminal.Refuse($"{refused.Message.TrimEnd('.')}."));
            }
        });
        return command;
    }

    private static LabellingScore Measure(IReadOnlyList<LabelledSequence> sequences, ILabeller labeller, CancellationToken ct)
    {
        var tally = new LabellingTally();
        foreach (var sequence in SequenceKey.WithoutDoubles(sequences))
        {
            ct.ThrowIfCancellationRequested();
            tally.Add(sequence.Labels, labeller.Label(sequence.Sequence));
        }

        return tally.Score();
    }

    private static CrfModel Train(IReadOnlyList<LabelledSequence> training, TrainingOptions options, Lexicon lexicon, Terminal terminal, CancellationToken ct) => CrfTrainer.Train(training, options, step =>
    {
        ct.ThrowIfCancellationRequested();
        if (terminal.ShowsProgress)
        {
            terminal.Error.WriteLine(step);
        }
    }, lexicon);

    private static void Tell(int fold, LabellingScore score, Terminal terminal)
    {
        if (terminal.ShowsProgress)
        {
            terminal.Error.WriteLine(FormattableString.Invariant($"fold {fold}: {score.Sequences} strings, exact {100 * score.Exact:0.00} %, words {100 * score.WordAccuracy:0.00} %, micro F1 {100 * score.Fields.Micro.F1:0.00}"));
        }
    }

    private static void Report(LabellingScore score, string format, Terminal terminal)
    {
        if (format == "text")
        {
            LabellingReport.WriteText(score, terminal.Out);
            return;
        }

        using var json = new MemoryStream();
        LabellingReport.WriteJson(score, json);
        terminal.Out.WriteLine(Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length));
    }
}
