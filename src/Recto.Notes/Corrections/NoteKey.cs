using System.Security.Cryptography;
using System.Text;
using Recto.Notes.Text;

namespace Recto.Notes.Corrections;

/// <summary>By what a note is known again in a later version of its article: its place, and what it says.</summary>
/// <param name="Id">Its id when the key was made.</param>
/// <param name="Label">Its label then, for people.</param>
/// <param name="TextHash">SHA-256 of its text, 64 hexadecimal digits in lower-case.</param>
/// <param name="BeforeHash">The same of the note before, by which one <c>Ibid.</c> is told from another; null for the first note.</param>
public sealed record NoteKey(string Id, string Label, string TextHash, string? BeforeHash)
{
    /// <summary>The key of a note.</summary>
    /// <param name="notes">All notes, in document order.</param>
    /// <param name="index">Which, from 0.</param>
    public static NoteKey Of(IReadOnlyList<Note> notes, int index)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return new NoteKey(notes[index].Id, notes[index].Label, HashOf(notes[index].Text), index == 0 ? null : HashOf(notes[index - 1].Text));
    }

    /// <summary>The hash of a note's text.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
