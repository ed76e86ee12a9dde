namespace Recto.Journals.Matching.Index;

/// <summary>The bytes of one segment of the index, wherever they stand: in memory, or in a mapped file. Reading is safe from several threads.</summary>
public abstract class IndexBytes
{
    /// <summary>How many there are.</summary>
    public abstract long Length { get; }

    /// <summary>A part of them.</summary>
    /// <exception cref="InvalidDataException">It reaches beyond the end: the segment is damaged.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int length) =>
        offset < 0 || length < 0 || offset > Length - length ? throw new InvalidDataException("the index is damaged: a part of it lies beyond its end") : Part(offset, length);

    /// <summary>A part that is known to lie within.</summary>
    protected abstract ReadOnlySpan<byte> Part(long offset, int length);
}

/// <summary>A segment in memory.</summary>
/// <param name="bytes">All of it.</param>
public sealed class MemoryBytes(ReadOnlyMemory<byte> bytes) : IndexBytes
{
    /// <inheritdoc/>
    public override long Length => bytes.Length;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Part(long offset, int length) => bytes.Span.Slice((int)offset, length);
}
