using System.IO.Compression;
using System.Text;
using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Corpora;

namespace Recto.App.Features.Notes;

/// <summary>Reads the data files that <c>recto notes train</c> and <c>evaluate</c> are given: files, folders of them, packed by gzip or not.</summary>
internal static class DataFiles
{
    /// <summary>Reads them in their order.</summary>
    /// <param name="paths">Files and folders; of a folder every file that is of a known format, in order of name.</param>
    /// <param name="task">Which labels.</param>
    /// <param name="unit">What makes one string.</param>
    /// <param name="most">Of each file at most so many, spread evenly; null for all.</param>
    /// <exception cref="InvalidDataException">A file cannot be used; the message names it and says why.</exception>
    public static IReadOnlyList<LabelledSequence> Read(IEnumerable<string> paths, LabelTask task, LinkedBooksUnit unit, int? most = null) =>
        [.. paths.SelectMany(path => Directory.Exists(path) ? Folder(path, task, unit, most) : Thinned(File(path, task, unit), most))];

    /// <summary>Opens a file, unpacked where its name ends in <c>.gz</c>.</summary>
    /// <exception cref="InvalidDataException">It does not exist.</exception>
    public static StreamReader Open(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            throw new InvalidDataException(Directory.Exists(path) ? $"“{path}” is a folder: give a file" : $"“{path}” does not exist; check the path");
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return new StreamReader(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file, Encoding.UTF8);
    }

    private static IReadOnlyList<LabelledSequence> File(string path, LabelTask task, LinkedBooksUnit unit)
    {
        using var reader = Open(path);
        try
        {
            return TrainingData.Read(reader.ReadToEnd(), task, unit);
        }
        catch (InvalidDataException refused)
        {
            throw new InvalidDataException($"“{path}” cannot be used: {refused.Message}", refused);
        }
    }

    private static List<LabelledSequence> Folder(string path, LabelTask task, LinkedBooksUnit unit, int? most)
    {
        var found = new List<LabelledSequence>();
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var reader = Open(file);
            var text = reader.ReadToEnd();
            if (TrainingData.FormatOf(text) is not null)
            {
                found.AddRange(File(file, task, unit));
            }
        }

        return found.Count == 0 ? throw new InvalidDataException($"in “{path}” is no file of a known format") : [.. Thinned(found, most)];
    }

    private static IEnumerable<LabelledSequence> Thinned(IReadOnlyList<LabelledSequence> sequences, int? most) =>
        most is not { } kept || kept >= sequences.Count ? sequences : Enumerable.Range(0, kept).Select(i => sequences[(int)((long)i * sequences.Count / kept)]);
}
