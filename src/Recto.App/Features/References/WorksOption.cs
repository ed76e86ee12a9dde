using System.CommandLine;
using Recto.App.Shell;
using Recto.Storage.Matching;

namespace Recto.App.Features.References;

/// <summary>The options by which a command is told which works there are.</summary>
internal sealed class WorksOption
{
    private readonly Option<string> _works = new("--works") { Description = "The works: an object a line, Crossref JSON or CSL-JSON, packed by gzip or not", HelpName = "FILE", Required = true };
    private readonly Option<string?> _index = new("--index") { Description = "Keeps the index of the works in this file and uses it again until the works change (default: an index for this run)", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_works);
        command.Add(_index);
    }

    /// <summary>Why the works cannot be used; null where they can.</summary>
    public string? FindUnusable(ParseResult parsed)
    {
        var (works, index) = (parsed.GetValue(_works)!, parsed.GetValue(_index));
        return !File.Exists(works) ? Directory.Exists(works) ? $"“{works}” is a folder: give a file of works" : $"“{works}” does not exist; check the path"
            : index is null ? null
            : Directory.Exists(index) ? $"“{index}” is a folder: --index names a file"
            : !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(index))) ? $"the folder of “{index}” does not exist; make it, or give another --index"
            : null;
    }

    /// <summary>Opens the index of the works.</summary>
    /// <exception cref="InvalidDataException">The works cannot be read; the message names file and line.</exception>
    public OpenWorks Open(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var source = new WorksSource(parsed.GetValue(_works)!);
        using var progress = new WorksProgress(terminal);
        return parsed.GetValue(_index) is { } index ? WorksIndexFile.OpenOrBuild(source, index, progress.Tell, ct) : WorksIndexFile.BuildForOnce(source, progress.Tell, ct);
    }
}
