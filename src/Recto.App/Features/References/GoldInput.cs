using System.CommandLine;
using Recto.App.Shell;
using Recto.Journals.Matching.Evaluation;

namespace Recto.App.Features.References;

/// <summary>What training and measuring share: the works, and references whose work is known.</summary>
internal sealed class GoldInput
{
    private readonly WorksOption _works = new();
    private readonly Option<string> _gold = new("--gold") { Description = "References whose work is known, one JSON object a line: id, set, reference, doi, in_index (and also, index_source)", HelpName = "FILE", Required = true };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _works.AddTo(command);
        command.Add(_gold);
    }

    /// <summary>Why they cannot be used; null where they can.</summary>
    public string? FindUnusable(ParseResult parsed) => _works.FindUnusable(parsed) ?? (File.Exists(parsed.GetValue(_gold)) ? null : $"“{parsed.GetValue(_gold)}” does not exist; check the path");

    /// <summary>The references with their candidates.</summary>
    /// <exception cref="InvalidDataException">Something cannot be read; the message names it.</exception>
    public IReadOnlyList<MatchCase> Read(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        using var lines = File.OpenText(parsed.GetValue(_gold)!);
        IReadOnlyList<GoldReference> gold;
        try
        {
            gold = GoldReference.ReadAll(lines);
        }
        catch (InvalidDataException refused)
        {
            throw new InvalidDataException($"“{parsed.GetValue(_gold)}” cannot be used: {refused.Message}", refused);
        }

        using var open = _works.Open(parsed, terminal, ct);
        return MatchCase.Prepare(open.Index, gold, ct);
    }
}
