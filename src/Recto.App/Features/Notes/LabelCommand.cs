using System.CommandLine;
using Recto.App.Shell;
using Recto.App.Shell.Reports;

namespace Recto.App.Features.Notes;

/// <summary><c>recto notes label PATH</c>.</summary>
internal static class LabelCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("PATH") { Description = "A text of reference strings, one a line; - is standard input" };
        var model = new Option<string>("--model") { Description = "The file of a model, or “shipped”", HelpName = "FILE", DefaultValueFactory = _ => LabelModels.Shipped };
        var command = new Command("label", "Label the words of plain reference strings: a line in, a JSON object a line out") { path, model };
        command.SetAction((parsed, ct) =>
        {
            var name = parsed.GetValue(path)!;
            if (name.Length > 1 && name[0] == '-' && !File.Exists(name))
            {
                return Task.FromResult(terminal.Refuse($"“{name}” is no option here; --help says what can be given."));
            }

            if (name != "-" && !File.Exists(name))
            {
                return Task.FromResult(terminal.Refuse(Directory.Exists(name) ? $"“{name}” is a folder: give a text of references, one a line." : $"“{name}” does not exist; check the path."));
            }

            try
            {
                var labeller = LabelModels.Find(parsed.GetValue(model)!);
                using var lines = InputLines.Open(name, terminal, LabelLines.Longest, "reference");
                LabelLines.Write(lines, labeller, terminal.Out, ct);
                return Task.FromResult(CheckNotes.Clean);
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
