namespace Recto.App.Features.Import;

/// <summary>Counts the frames of a GIF as far as two, without unpacking any (GIF89a, appendix B).</summary>
internal static class GifFrames
{
    /// <summary>Whether it has more than one.</summary>
    /// <param name="content">The GIF; can seek.</param>
    public static bool AreSeveral(Stream content)
    {
        using var gif = new BinaryReader(new BufferedStream(new Unowned(content)), System.Text.Encoding.ASCII, leaveOpen: true);
        content.Position = 0;
        try
        {
            var head = gif.ReadBytes(13);
            if (head.Length < 13)
            {
                return false;
            }

            SkipColours(gif, head[10]);
            for (var frames = 0; ;)
            {
                switch (gif.ReadByte())
                {
                    case 0x21: // An extension.
                        gif.ReadByte();
                        SkipBlocks(gif);
                        break;
                    case 0x2C: // A frame.
                        if (++frames > 1)
                        {
                            return true;
                        }

                        var frame = gif.ReadBytes(9);
                        SkipColours(gif, frame[8]);
                        gif.ReadByte();
                        SkipBlocks(gif);
                        break;
                    default:
                        return false;
                }
            }
        }
        catch (Exception cut) when (cut is EndOfStreamException or IndexOutOfRangeException)
        {
            return false; // Cut off: what is there is one frame at most.
        }
    }

    private static void SkipColours(BinaryReader gif, byte flags)
    {
        if ((flags & 0x80) != 0)
        {
            gif.ReadBytes(3 << ((flags & 7) + 1));
        }
    }

    private static void SkipBlocks(BinaryReader gif)
    {
        for (int size; (size = gif.ReadByte()) > 0;)
        {
            gif.ReadBytes(size);
        }
    }

    // A buffer closes what it reads from; this is not ours to close.
    private sealed class Unowned(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => inner.Length;
        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
