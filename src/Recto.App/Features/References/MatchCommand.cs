using System.CommandLine;
using Recto.App.Shell;
using Recto.Journals.Matching;
using Recto.Journals.Matching.Scoring;

namespace Recto.App.Features.References;

/// <summary><c>recto references match --works FILE [PATH] [--index FILE]</c>.</summary>
internal static class MatchCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("PATH") { Description = "References: a string a line, or JSON lines with a “reference”; - is standard input", DefaultValueFactory = _ => "-" };
        var works = new WorksOption();
        var threshold = new Option<double?>("--threshold") { Description = "From which confidence on a match is given, 0 to 1 (default: that of the model)", HelpName = "NUMBER" };
        var model = new Option<string?>("--model") { Description = "The file of a model that “recto references train” made (default: the model that Recto brings)", HelpName = "FILE" };
        var command = new Command("match", "Find the DOI of every reference: a line in, a JSON object a line out; null where no work matches") { path };
        works.AddTo(command);
        command.Add(threshold);
        command.Add(model);
        command.SetAction((parsed, ct) =>
        {
            var name = parsed.GetValue(path)!;
            var refusal = name.Length > 1 && name[0] == '-' && !File.Exists(name) ? $"“{name}” is no option here; --help says what can be given"
                : name != "-" && !File.Exists(name) ? Directory.Exists(name) ? $"“{name}” is a folder: give a text of references, one a line" : $"“{name}” does not exist; check the path"
                : parsed.GetValue(model) is { } given && !File.Exists(given) ? $"“{given}” does not exist; check the path"
                : parsed.GetValue(threshold) is < 0 or > 1 ? "--threshold is a number from 0 to 1"
                : works.FindUnusable(parsed);
            if (refusal is not null)
            {
                return Task.FromResult(terminal.Refuse(refusal + "."));
            }

            try
            {
                var learnt = parsed.GetValue(model) is { } file ? ReadModel(file) : MatchModel.Shipped;
                using var open = works.Open(parsed, terminal, ct);
                using var references = ReferenceInput.Open(name, terminal);
                MatchLines.Write(references, new WorksMatcher(open.Index, learnt, parsed.GetValue(threshold)), terminal.Out, ct);
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

    private static MatchModel ReadModel(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            return MatchModel.Read(file);
        }
        catch (InvalidDataException refused)
        {
            throw new InvalidDataException($"“{path}” cannot be used: {refused.Message}", refused);
        }
    }
}
