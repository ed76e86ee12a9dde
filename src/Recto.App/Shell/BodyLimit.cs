using Microsoft.AspNetCore.Http.Metadata;

namespace Recto.App.Shell;

/// <summary>How much may be sent to an address, where that is not what holds for the whole site.</summary>
/// <param name="Bytes">Bytes of the body.</param>
/// <param name="Sentence">What is said to whom sends more, in their language.</param>
internal sealed record BodyLimit(int Bytes, Func<string> Sentence) : IRequestSizeLimitMetadata
{
    /// <summary>A limit whose sentence is said as it stands.</summary>
    public BodyLimit(int bytes, string sentence) : this(bytes, () => sentence) { }

    /// <inheritdoc/>
    public long? MaxRequestBodySize => Bytes;
}
