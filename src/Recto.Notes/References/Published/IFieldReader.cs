using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Reads the fields of one published reference. By rules, by a trained labeller, or by both.</summary>
internal interface IFieldReader
{
    /// <summary>The reference that the stretch is; null where it cites nothing that can be told.</summary>
    /// <param name="tokens">The note.</param>
    /// <param name="within">The stretch, without signals before it.</param>
    /// <param name="known">What the document has cited so far.</param>
    /// <param name="isAuthorNamed">Whether a word before the stretch names the author (<c>Ders.</c>), so that it begins with the title.</param>
    PublishedReference? Read(NoteTokens tokens, TokenRange within, KnownWorks known, bool isAuthorNamed = false);
}
