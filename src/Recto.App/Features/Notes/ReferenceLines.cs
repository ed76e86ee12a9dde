using System.Text;

namespace Recto.App.Features.Notes;

/// <summary>Lines of a text, one by one, so that any length of input is read in little memory; a single line has a limit.</summary>
/// <param name="input">UTF-8; what is not becomes U+FFFD.</param>
internal sealed class ReferenceLines(Stream input) : IDisposable
{
    /// <summary>The longest line, in UTF-16 code units: no reference is nearly as long.</summary>
    public const int Longest = 1 << 20;

    private readonly StreamReader _reader = new(input, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 1 << 16);
    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _end;

    /// <summary>How many lines were read.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without what ends it (line feed, or carriage return and line feed); null at the end.</summary>
    /// <exception cref="InvalidDataException">It is longer than <see cref="Longest"/>.</exception>
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
            if (_line.Length > Longest)
            {
                throw new InvalidDataException($"line {Number + 1} is longer than {Longest:N0} characters: give one reference a line");
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
        if (_line.Length > 0 && _line[^1] == '\r')
        {
            _line.Length--;
        }

        return _line.ToString();
    }

    public void Dispose() => _reader.Dispose();

    private bool Fill()
    {
        (_at, _end) = (0, _reader.Read(_buffer));
        return _end > 0;
    }
}
