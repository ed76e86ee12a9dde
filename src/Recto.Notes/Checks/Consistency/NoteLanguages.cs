namespace Recto.Notes.Checks.Consistency;

/// <summary>The language of each note for comparing habits: where a note does not tell its own, that of most notes.</summary>
internal sealed class NoteLanguages(CheckContext context)
{
    private string? _usual;

    /// <summary>Two letters; empty where no note tells.</summary>
    public string this[int note] => context.Language(note) is { Length: > 0 } own ? own : _usual ??= Usual();

    private string Usual() => Enumerable.Range(0, context.Count).Select(context.Language).Where(language => language.Length > 0)
        .CountBy(language => language, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault() ?? "";
}
