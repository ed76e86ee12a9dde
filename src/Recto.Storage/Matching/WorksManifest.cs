using System.Text.Json;

namespace Recto.Storage.Matching;

/// <summary>Which segments are the index of works, and what they were made from.</summary>
public sealed record WorksManifest
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }

    /// <summary>Names of the segments' files, the oldest first.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>The files of works that are in it.</summary>
    public IReadOnlyList<WorksManifestSource> Sources { get; init; } = [];

    /// <summary>How far works that come from elsewhere were read, in the words of whoever appends them; null for not yet.</summary>
    public string? Mark { get; init; }

    /// <summary>Reads a manifest; an empty one where there is no file.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    internal static WorksManifest Read(string path)
    {
        if (!File.Exists(path))
        {
            return new WorksManifest();
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var manifest = JsonSerializer.Deserialize<WorksManifest>(file, Options);
            return manifest is { Segments: not null, Sources: not null } && manifest.Segments.All(name => name is not null && name == Path.GetFileName(name)) ? manifest : throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"“{path}” is damaged: build the index of works anew with “recto references index --rebuild”", fault);
        }
    }

    /// <summary>Writes it.</summary>
    internal void Write(Stream output) => JsonSerializer.Serialize(output, this, Options);
}

/// <summary>A file of works that is in the index.</summary>
/// <param name="Name">Its name when it was handed in.</param>
/// <param name="Stamp">Says what was in it.</param>
public sealed record WorksManifestSource(string Name, string Stamp);
