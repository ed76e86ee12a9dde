namespace Recto.Storage.Files;

/// <summary>A file store that readers can fetch from themselves, by a link that is good for a short while and for one file.</summary>
public interface ISignedLinks
{
    /// <summary>A link to a file; whether there is one is not asked. Null where the store gives none. Whoever hands it out has decided before that the reader may have the file.</summary>
    /// <param name="hash">The file.</param>
    /// <param name="mediaType">The <c>Content-Type</c> of the answer.</param>
    /// <param name="disposition">Its <c>Content-Disposition</c>.</param>
    Task<Uri?> LinkAsync(FileHash hash, string mediaType, string disposition);
}
