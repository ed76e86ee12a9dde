using System.CommandLine;
using Recto.App.Shell;
using Recto.App.Shell.Reports;
using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Corpora;
using Recto.Notes.Labelling.Crf;
using Recto.Notes.Labelling.Features;

namespace Recto.App.Features.Notes;

/// <summary><c>recto notes train</c>: from files to a model, the same bit for bit each time.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("train", "Train a labelling model on labelled references");
        var data = TrainingInput.Files("--data", "Labelled references: files or folders; their format is told by their content");
        var output = new Option<FileInfo?>("--out") { Description = "Where to write the model", HelpName = "FILE" };
        var print = new Option<bool>("--print") { Description = "Write the labelled references to standard output in AnyStyle's format, and train nothing" };
        command.Add(data);
        command.Add(output);
        var input = new TrainingInput(command);
        command.Add(print);
        command.SetAction((parsed, ct) =>
        {
            var refusal = input.Refusal(parsed) ?? (parsed.GetValue(output) is null && !parsed.GetValue(print) ? "--out FILE is missing: where the model is to be written" : null);
            if (refusal is not null)
            {
                return Task.FromResult(terminal.Refuse($"{refusal}."));
            }

            try
            {
                IReadOnlyList<LabelledSequence> sequences = [.. SequenceKey.WithoutDoubles([.. input.Read(parsed, parsed.GetValue(data) ?? [], all: false), .. input.Generate(parsed)])];
                if (sequences.Count == 0)
                {
                    return Task.FromResult(terminal.Refuse("There is nothing to train on: give --data FILE, or --works FILE and --generate N."));
                }

                if (parsed.GetValue(print))
                {
                    AnyStyleXml.Write(sequences, terminal.Out);
                    terminal.Out.WriteLine();
                    return Task.FromResult(CheckNotes.Clean);
                }

                Train(input.Hinted(parsed, sequences), input.Options(parsed), input.Lexicon(parsed), parsed.GetValue(output)!.FullName, terminal, ct);
                return Task.FromResult(CheckNotes.Clean);
            }
            catch (InvalidDataException refused)
            {
                return Task.FromResult(terminal.Refuse($"{refused.Message.TrimEnd('.')}."));
            }
        });
        return command;
    }

    private static void Train(IReadOnlyList<LabelledSequence> sequences, TrainingOptions options, Lexicon lexicon, string path, Terminal terminal, CancellationToken ct)
    {
        var model = CrfTrainer.Train(sequences, options, step =>
        {
            ct.ThrowIfCancellationRequested();
            if (terminal.ShowsProgress)
            {
                terminal.Error.WriteLine(step);
            }
        }, lexicon);
        var size = LabelModels.Save(model, path);
        terminal.Out.WriteLine(FormattableString.Invariant($"{path}: {size} bytes, {model.WeightCount} weights, {model.Labels.Count} labels, from {sequences.Count} strings of {sequences.Sum(sequence => sequence.Labels.Count)} words"));
    }
}
