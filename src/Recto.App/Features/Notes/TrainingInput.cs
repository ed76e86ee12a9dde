using System.CommandLine;
using Recto.Notes.Archives;
using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Corpora;
using Recto.Notes.Labelling.Crf;
using Recto.Notes.Labelling.Features;
using Recto.Notes.Labelling.Generation;
using Recto.Notes.References.Published;

namespace Recto.App.Features.Notes;

/// <summary>The options that <c>recto notes train</c> and <c>recto notes evaluate</c> share: what to learn from, and how.</summary>
internal sealed class TrainingInput
{
    private readonly Option<FileInfo[]> _works = new("--works") { Description = "Records of works, one JSON object a line (.gz too): words and names are learnt from them, and references are generated", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };

    private readonly Option<int> _generate = new("--generate") { Description = "How many labelled references to generate and train on", HelpName = "N" };

    private readonly Option<int> _notes = new("--generate-notes") { Description = "How many whole notes to generate, of one to four references with commentary; with --task span they say where references begin and end", HelpName = "N" };

    private readonly Option<int> _seed = new("--seed") { Description = "Of the generated references; equal seeds give equal ones", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<int?> _most = new("--most") { Description = "Train on at most so many strings of each file or folder", HelpName = "N" };

    private readonly Option<int?> _iterations = new("--iterations") { Description = "Steps of training at most", HelpName = "N" };

    private readonly Option<string> _task = new("--task") { Description = "Which labels: the fields of references, Linked Books' components or kinds, or where references begin and end", DefaultValueFactory = _ => "fields" };

    private readonly Option<string> _unit = new("--unit") { Description = "What is one string of Linked Books where the task is not fields: a line of text, lines joined until a reference ends, or a reference", DefaultValueFactory = _ => "run" };

    public TrainingInput(Command command)
    {
        _task.AcceptOnlyFromAmong("fields", "component", "generic", "span");
        _unit.AcceptOnlyFromAmong("line", "run", "reference");
        foreach (var option in new Option[] { _works, _generate, _notes, _seed, _most, _iterations, _task, _unit })
        {
            command.Add(option);
        }
    }

    /// <summary>A list of files and folders.</summary>
    public static Option<string[]> Files(string name, string description) => new(name) { Description = description, HelpName = "FILE", AllowMultipleArgumentsPerToken = true };

    /// <summary>Why the options do not go together; null where they do.</summary>
    public string? Refusal(ParseResult parsed) => parsed.GetValue(_generate) switch
    {
        < 0 => "--generate is a number from 0 on",
        _ when parsed.GetValue(_notes) < 0 => "--generate-notes is a number from 0 on",
        _ when parsed.GetValue(_generate) + parsed.GetValue(_notes) > 0 && parsed.GetValue(_works) is null or [] => "--generate and --generate-notes need --works FILE, the records to generate from",
        > 0 when Task(parsed) != LabelTask.Fields => "references are generated with fields only: leave --task at fields, or generate notes",
        _ when parsed.GetValue(_notes) > 0 && Task(parsed) is not (LabelTask.Fields or LabelTask.Span) => "notes are generated with fields or spans: set --task to fields or span",
        _ when parsed.GetValue(_most) < 1 => "--most is a number from 1 on",
        _ when parsed.GetValue(_iterations) < 1 => "--iterations is a number from 1 on",
        _ => null,
    };

    /// <summary>The labelled strings of files.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used.</exception>
    public IReadOnlyList<LabelledSequence> Read(ParseResult parsed, IEnumerable<string> paths, bool all) =>
        DataFiles.Read(paths, Task(parsed), parsed.GetValue(_unit) switch { "line" => LinkedBooksUnit.Line, "run" => LinkedBooksUnit.Run, _ => LinkedBooksUnit.Reference }, all ? null : parsed.GetValue(_most));

    /// <summary>The strings with what the rules say of them, where fields are wanted.</summary>
    public IReadOnlyList<LabelledSequence> Hinted(ParseResult parsed, IReadOnlyList<LabelledSequence> sequences) => Task(parsed) == LabelTask.Fields ? HintedStrings.Of(sequences) : sequences;

    /// <summary>The references and notes to generate; none where none were asked for.</summary>
    /// <exception cref="InvalidDataException">The records cannot be used.</exception>
    public IReadOnlyList<LabelledSequence> Generate(ParseResult parsed)
    {
        var (references, notes) = (parsed.GetValue(_generate), parsed.GetValue(_notes));
        if (references + notes == 0)
        {
            return [];
        }

        var generator = new ReferenceGenerator(Works(parsed), RepositoryDirectory.Shipped, parsed.GetValue(_seed));
        return [.. generator.Generate(references), .. generator.GenerateNotes(notes, Task(parsed))];
    }

    /// <summary>In which fields of the records words and names stand; empty where no records were given.</summary>
    /// <exception cref="InvalidDataException">The records cannot be used.</exception>
    public Lexicon Lexicon(ParseResult parsed) => WorkLexicon.Learn(Works(parsed));

    /// <summary>How to train.</summary>
    public TrainingOptions Options(ParseResult parsed)
    {
        var options = new TrainingOptions { Threads = Environment.ProcessorCount };
        return parsed.GetValue(_iterations) is { } iterations ? options with { Iterations = iterations } : options;
    }

    private IEnumerable<WorkRecord> Works(ParseResult parsed) => (parsed.GetValue(_works) ?? []).SelectMany(file => WorksFile.Read(file.FullName));

    private LabelTask Task(ParseResult parsed) => parsed.GetValue(_task) switch { "component" => LabelTask.Component, "generic" => LabelTask.Generic, "span" => LabelTask.Span, _ => LabelTask.Fields };
}
