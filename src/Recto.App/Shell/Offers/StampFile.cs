using Recto.Journals.Access;
using Recto.Storage.Files;

namespace Recto.App.Shell.Offers;

/// <summary>Stamps a PDF that a bought right opens, where its journal wants that: for features that send files and do not know the shop.</summary>
/// <param name="journalId">The journal of the article.</param>
/// <param name="right">The right that opens it.</param>
/// <param name="hash">Names the file.</param>
/// <param name="content">The file; it can be sought in, is left open, and stands at its beginning afterwards.</param>
/// <param name="ct">Cancels.</param>
/// <returns>Null where the file goes out as it is.</returns>
internal delegate ValueTask<FileStamp?> StampFile(Guid journalId, HeldRight right, FileHash hash, Stream content, CancellationToken ct);

/// <summary>A stamp: the same for the same order and file, however often and by whichever process it is made.</summary>
/// <param name="Appended">Bytes that belong behind the file.</param>
/// <param name="Mark">Names what it says, for the tag of the version: 8 hexadecimal digits.</param>
internal sealed record FileStamp(byte[] Appended, string Mark);
