using System.CommandLine;
using Recto.App.Shell;
using Recto.Journals.Matching.Evaluation;

namespace Recto.App.Features.References;

/// <summary><c>recto references train</c>: learns the model for matching anew.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var gold = new GoldInput();
        var output = new Option<string>("--output") { Description = "Where the model is written", HelpName = "FILE", Required = true };
        var command = new Command("train", "Learn a model for matching from references whose work is known");
        gold.AddTo(command);
        command.Add(output);
        command.SetAction((parsed, ct) =>
        {
            if (gold.FindUnusable(parsed) is { } refusal)
            {
                return Task.FromResult(terminal.Refuse(refusal + "."));
            }

            try
            {
                var model = new MatchTraining().Train(gold.Read(parsed, terminal, ct), ct);
                using var file = File.Create(parsed.GetValue(output)!);
                model.Write(file);
                terminal.Out.WriteLine(FormattableString.Invariant($"threshold {model.Threshold:0.000}"));
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
