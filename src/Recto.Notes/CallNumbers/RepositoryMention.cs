using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>A place where a note names an archive.</summary>
/// <param name="Span">Name, siglum in brackets and place; the call number follows.</param>
/// <param name="Siglum">The siglum as printed; null where only a name stands.</param>
/// <param name="Name">The name as printed; null where only a siglum stands.</param>
/// <param name="Candidates">The archives it may mean, likeliest first; empty for one we do not know.</param>
/// <param name="IsWeak">Whether it may as well be a word, a place or a degree, and needs a call number behind it to count.</param>
/// <param name="IsIntroduced">Whether the document itself has said what the siglum stands for.</param>
/// <param name="Introduces">Whether it introduces a siglum here.</param>
internal sealed record RepositoryMention(
    TextSpan Span, TextSpan? Siglum, TextSpan? Name, IReadOnlyList<Repository> Candidates, bool IsWeak, bool IsIntroduced, bool Introduces);
