using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Recto.App.Shell;

/// <summary>The lines of what a command reads, one by one, so that any length of input is read in little memory; packed by gzip or not. What cannot be used is refused with file and line.</summary>
internal sealed class InputLines : IDisposable
{
    private readonly StreamReader _reader;
    private readonly string _name;
    private readonly int _longest;
    private readonly string _one;
    private readonly char[] _buffer = new char[1 << 15];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _end;

    private InputLines(StreamReader reader, string name, int longest, string one) => (_reader, _name, _longest, _one) = (reader, name, longest, one);

    /// <summary>How many lines were read.</summary>
    public int Number { get; private set; }

    /// <summary>Opens a file, or standard input where it is called <c>-</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="terminal">Where standard input is.</param>
    /// <param name="longest">The longest line that is taken, in UTF-16 code units.</param>
    /// <param name="one">What stands in a line, as messages call it.</param>
    public static InputLines Open(string path, Terminal terminal, int longest, string one) =>
        path == "-" ? Open(terminal.In(), "standard input", longest, one) : Open(File.OpenRead(path), $"“{path}”", longest, one);

    /// <summary>Opens a stream of UTF-8; what is none becomes U+FFFD.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="longest">The longest line that is taken, in UTF-16 code units.</param>
    /// <param name="one">What stands in a line, as messages call it.</param>
    public static InputLines Open(Stream input, string name, int longest, string one)
    {
        var head = new byte[2];
        var read = input.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        Stream whole = new HeadFirst(head.AsMemory(0, read), input);
        if (read == 2 && head[0] == 0x1F && head[1] == 0x8B)
        {
            whole = new Unpacked(new PackedBytes(new BufferedStream(whole, 1 << 16)));
        }

        return new InputLines(new StreamReader(whole, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 1 << 16), name, longest, one);
    }

    /// <summary>The next line without its end; null after the last.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or a line is too long.</exception>
    public string? Read()
    {
        _line.Clear();
        var any = false;
        while (_at < _end || Fill())
        {
            any = true;
            var rest = _buffer.AsSpan(_at, _end - _at);
            var feed = rest.IndexOf('\n');
            _line.Append(feed < 0 ? rest : rest[..feed]);
            _at = feed < 0 ? _end : _at + feed + 1;
            if (_line.Length > _longest)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{_name}, line {Number + 1}, is longer than {_longest:N0} characters: give one {_one} a line"));
            }

            if (feed >= 0)
            {
                break;
            }
        }

        if (!any)
        {
            return null;
        }

        Number++;
        return _line.Length > 0 && _line[^1] == '\r' ? _line.ToString(0, _line.Length - 1) : _line.ToString();
    }

    /// <summary>What is wrong with the line that was read last.</summary>
    public InvalidDataException Refuse(string why, Exception? cause = null) => new(string.Create(CultureInfo.InvariantCulture, $"{_name}, line {Number}: {why}"), cause);

    public void Dispose() => _reader.Dispose();

    private bool Fill()
    {
        try
        {
            (_at, _end) = (0, _reader.Read(_buffer));
            return _end > 0;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{_name} is damaged after line {Number}: {damaged.Message}"), damaged);
        }
    }

    // The bytes that were looked at, and then the rest.
    private sealed class HeadFirst(ReadOnlyMemory<byte> head, Stream rest) : PassingBytes(rest)
    {
        private ReadOnlyMemory<byte> _head = head;

        public override int Read(Span<byte> buffer)
        {
            if (_head.IsEmpty)
            {
                return base.Read(buffer);
            }

            var length = Math.Min(buffer.Length, _head.Length);
            _head.Span[..length].CopyTo(buffer);
            _head = _head[length..];
            return length;
        }
    }

    // What is unpacked, which must be as long as the end of the packed file says: the framework takes a file that was cut off for one that has ended.
    private sealed class Unpacked(PackedBytes packed) : PassingBytes(new GZipStream(packed, CompressionMode.Decompress))
    {
        private uint _length;

        public override int Read(Span<byte> buffer)
        {
            var read = base.Read(buffer);
            _length += (uint)read;
            return read > 0 || buffer.IsEmpty || packed.Members > 1 || packed.Last == _length ? read : throw new InvalidDataException("it is cut off; get it anew");
        }
    }

    // Packed bytes: how many packed members begin in them, and what number the last four are.
    private sealed class PackedBytes(Stream inner) : PassingBytes(inner)
    {
        private uint _before;

        public uint Last { get; private set; }

        public int Members { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = base.Read(buffer);
            foreach (var one in buffer[..read])
            {
                _before = (_before << 8) | one;
                Last = (Last >> 8) | ((uint)one << 24);
                Members += (_before & 0xFFFFFFE0) == 0x1F8B0800 ? 1 : 0;
            }

            return read;
        }
    }

    // A stream that is read from its beginning to its end.
    private class PassingBytes(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
