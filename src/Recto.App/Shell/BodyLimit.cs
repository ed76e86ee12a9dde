using Microsoft.AspNetCore.Http.Metadata;
using Recto.App.Shell.Language;

namespace Recto.App.Shell;

/// <summary>How much may be sent to an address, where that is not what holds for the whole site.</summary>
/// <param name="Bytes">Bytes of the body.</param>
/// <param name="Sentence">What is said to whom sends more, in their language.</param>
internal sealed record BodyLimit(int Bytes, Func<string> Sentence) : IRequestSizeLimitMetadata
{
    /// <summary>A limit whose sentence is said in the reader's language.</summary>
    /// <param name="bytes">Bytes of the body.</param>
    /// <param name="key">The English words, as <see cref="Say.Key"/> names them.</param>
    public BodyLimit(int bytes, string key) : this(bytes, () => Say.Here[key]) { }

    /// <inheritdoc/>
    public long? MaxRequestBodySize => Bytes;
}
