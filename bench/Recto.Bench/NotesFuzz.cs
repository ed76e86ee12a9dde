using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Recto.App.Features.Notes;
using Recto.Notes;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Bench;

/// <summary>Reads, checks and writes hostile documents for some minutes; every fault and every document that takes longer than two seconds is told with its seed.</summary>
internal sealed class NotesFuzz
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly NotesEngine _engine = new();
    private readonly Mutation _mutation = new(SharedNotes.Load());
    private long _documents;
    private long _notes;
    private long _characters;
    private int _failures;
    private volatile int _seed;
    private long _began;

    /// <param name="args">Minutes; or <c>replay</c> and a seed.</param>
    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return args switch
        {
            ["replay", var seed] => new NotesFuzz().Replay(int.Parse(seed, CultureInfo.InvariantCulture)),
            [var minutes, ..] => new NotesFuzz().RunFor(TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture))),
            _ => throw new ArgumentException("minutes, or replay and a seed"),
        };
    }

    private int RunFor(TimeSpan time)
    {
        var first = Random.Shared.Next(1 << 30);
        Console.WriteLine($"seeds from {first}");
        var watch = Stopwatch.StartNew();
        using var watchdog = new Timer(_ => Watch(), null, Patience, TimeSpan.FromMilliseconds(200));
        for (var seed = first; watch.Elapsed < time; seed++)
        {
            Try(seed);
        }

        Console.WriteLine($"{_documents} documents of {_notes} notes and {_characters} characters in {watch.Elapsed.TotalMinutes:0.0} minutes, seeds {first} to {_seed}: {_failures} failures");
        return _failures == 0 ? 0 : 1;
    }

    private int Replay(int seed)
    {
        foreach (var note in _mutation.Make(seed))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { note.Label, note.Text, note.Emphasis }));
        }

        Try(seed);
        return _failures;
    }

    private void Try(int seed)
    {
        var notes = _mutation.Make(seed);
        _seed = seed;
        Interlocked.Exchange(ref _began, Stopwatch.GetTimestamp());
        try
        {
            Once(notes, again: seed % 8 == 0);
        }
        catch (Exception fault)
        {
            _failures++;
            Console.WriteLine($"seed {seed}: {fault}");
        }

        Interlocked.Exchange(ref _began, 0);
        _documents++;
        _notes += notes.Count;
        _characters += notes.Sum(note => note.Text.Length);
    }

    private void Once(List<Note> notes, bool again)
    {
        var apparatus = _engine.Read(notes);
        var findings = _engine.Check(apparatus);
        Inspect(apparatus, findings);
        if (again && Written(apparatus) != Written(new NotesEngine().Read(notes)))
        {
            throw new InvalidDataException("A second reading differs.");
        }
    }

    private static string Written(Apparatus apparatus)
    {
        using var json = new MemoryStream();
        ReadNotes.WriteJson(apparatus, json);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(json.ToArray()));
    }

    private static void Inspect(Apparatus apparatus, IReadOnlyList<Diagnostic> findings)
    {
        foreach (var note in apparatus.Notes)
        {
            var end = 0;
            foreach (var span in note.References.Select(reference => reference.Reference.Span).Concat(note.Commentary).Order())
            {
                if (span.Start < end || span.IsEmpty || span.End > note.Note.Text.Length)
                {
                    throw new InvalidDataException($"{span} after {end} in a note of {note.Note.Text.Length}");
                }

                end = span.End;
            }

            foreach (var reference in note.References)
            {
                if (reference.Confidence is not (>= 0 and <= 1))
                {
                    throw new InvalidDataException($"confidence {reference.Confidence}");
                }
            }
        }

        foreach (var finding in findings)
        {
            if (finding.Span.Start < 0 || finding.Span.End > apparatus.Notes[finding.NoteIndex].Note.Text.Length)
            {
                throw new InvalidDataException($"{finding.Descriptor.Id} at {finding.Span}");
            }
        }
    }

    // A hang cannot be stopped from without: it ends the run.
    private void Watch()
    {
        var began = Interlocked.Read(ref _began);
        if (began != 0 && Stopwatch.GetElapsedTime(began) > Patience && Interlocked.Read(ref _began) == began)
        {
            Console.WriteLine($"seed {_seed}: still not done after {Patience.TotalSeconds} seconds");
            Environment.Exit(2);
        }
    }
}
