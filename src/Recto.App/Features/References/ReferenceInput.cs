using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Recto.Journals.Matching.References;

namespace Recto.App.Features.References;

/// <summary>References to match, a line each: plain strings, or JSON objects with a <c>reference</c> (and its fields where they are known). What the first line that is not blank is, all are. Packed by gzip or not.</summary>
internal sealed class ReferenceInput : IDisposable
{
    /// <summary>The longest line, in UTF-16 code units.</summary>
    public const int Longest = 1 << 20;

    private readonly StreamReader _reader;
    private readonly string _name;
    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _end;
    private bool? _isJson;

    private ReferenceInput(StreamReader reader, string name) => (_reader, _name) = (reader, name);

    /// <summary>How many lines were read.</summary>
    public int Number { get; private set; }

    /// <summary>Opens a stream.</summary>
    /// <param name="input">UTF-8.</param>
    /// <param name="name">What it is called in messages.</param>
    public static ReferenceInput Open(Stream input, string name)
    {
        var buffered = new BufferedStream(input, 1 << 16);
        var head = new byte[2];
        var read = buffered.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        Stream whole = new Joined(head.AsMemory(0, read), buffered);
        if (read == 2 && head[0] == 0x1F && head[1] == 0x8B)
        {
            whole = new GZipStream(whole, CompressionMode.Decompress);
        }

        return new ReferenceInput(new StreamReader(whole, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 1 << 16), name);
    }

    /// <summary>The next reference; an empty one for a blank line, null at the end.</summary>
    /// <exception cref="InvalidDataException">The line cannot be used; the message names file and line.</exception>
    public ReferenceToMatch? Read()
    {
        if (Line() is not { } line)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(line))
        {
            return new ReferenceToMatch { Text = line };
        }

        _isJson ??= IsObject(line);
        return _isJson.Value ? Json(line) : new ReferenceToMatch { Text = line };
    }

    public void Dispose() => _reader.Dispose();

    // A reference may begin with a brace; an object with “reference” in it is none.
    private static bool IsObject(string line)
    {
        if (!line.TrimStart().StartsWith('{'))
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return line.Contains("\"reference\"", StringComparison.Ordinal);
        }
    }

    private ReferenceToMatch Json(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object && GivenFields.Read(json.RootElement) is { } reference
                ? reference
                : throw new InvalidDataException($"“{_name}”, line {Number}, has no “reference”: {{\"reference\":\"…\"}} a line");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"“{_name}”, line {Number}, is no JSON object with a “reference”", fault);
        }
    }

    private string? Line()
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
            if (_line.Length > Longest)
            {
                throw new InvalidDataException($"“{_name}”, line {Number + 1}, is longer than {Longest:N0} characters: give one reference a line");
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

    private bool Fill()
    {
        try
        {
            (_at, _end) = (0, _reader.Read(_buffer));
            return _end > 0;
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException($"“{_name}” is damaged after line {Number}: {damaged.Message}", damaged);
        }
    }

    // The bytes that were looked at, and then the rest.
    private sealed class Joined(ReadOnlyMemory<byte> head, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _head = head;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_head.IsEmpty)
            {
                return rest.Read(buffer);
            }

            var length = Math.Min(buffer.Length, _head.Length);
            _head.Span[..length].CopyTo(buffer);
            _head = _head[length..];
            return length;
        }

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
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
