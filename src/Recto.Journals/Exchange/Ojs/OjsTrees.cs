using System.Xml;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>Reads single elements of an export into memory, without the files that are written into them.</summary>
/// <param name="reader">The export.</param>
/// <param name="aside">Opens the place for the bytes of a file.</param>
/// <param name="limits">How much it may ask of us.</param>
internal sealed class OjsTrees(XmlReader reader, Func<int, Stream> aside, OjsLimits limits)
{
    /// <summary>On an element whose text was laid aside: under which number.</summary>
    public const string AsideName = "recto-aside";

    /// <summary>On an element whose text could not be laid aside: why.</summary>
    public const string FaultName = "recto-fault";

    private readonly char[] _buffer = new char[16 * 1024];
    private int _files;
    private long _total;
    private int _characters;
    private int _elements;

    /// <summary>The element at which the reader stands, with its attributes and nothing in it.</summary>
    public XElement Shell()
    {
        var element = new XElement(reader.LocalName);
        if (reader.MoveToFirstAttribute())
        {
            do
            {
                if (reader.NamespaceURI.Length == 0 && reader.LocalName is not (AsideName or FaultName))
                {
                    _characters += reader.Value.Length;
                    element.SetAttributeValue(reader.LocalName, reader.Value);
                }
            }
            while (reader.MoveToNextAttribute());
            reader.MoveToElement();
        }

        return element;
    }

    /// <summary>The element at which the reader stands, whole; the reader then stands at its end.</summary>
    /// <param name="files">Numbers of the files that were laid aside for it.</param>
    public XElement Read(out IReadOnlyList<int> files)
    {
        (_characters, _elements) = (0, 0);
        var first = _files;
        var depth = reader.Depth;
        var root = Shell();
        var current = root;
        if (Opened(root))
        {
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        if (++_elements > limits.Elements || reader.Depth - depth > limits.Depth)
                        {
                            throw new TooMuchException("An article of the export has more elements than any article needs; nothing from here on was taken.");
                        }

                        var child = Shell();
                        current.Add(child);
                        if (Opened(child))
                        {
                            current = child;
                        }

                        break;
                    case XmlNodeType.EndElement when reader.Depth == depth:
                        files = [.. Enumerable.Range(first, _files - first)];
                        return root;
                    case XmlNodeType.EndElement:
                        current = current.Parent!;
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                        Text(current);
                        break;
                }
            }
        }

        files = [.. Enumerable.Range(first, _files - first)];
        return root;
    }

    /// <summary>Goes past the element at which the reader stands, to its end.</summary>
    public void Skip()
    {
        var depth = reader.Depth;
        if (!reader.IsEmptyElement)
        {
            while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
            {
                // Everything in it.
            }
        }
    }

    // Whether something stands in the element that is for its tree.
    private bool Opened(XElement element)
    {
        if (reader.IsEmptyElement)
        {
            return false;
        }

        if (element.Name.LocalName != "embed")
        {
            return true;
        }

        Embedded(element);
        return false;
    }

    private void Text(XElement into)
    {
        for (int read; (read = reader.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0;)
        {
            if ((_characters += read) > limits.Characters)
            {
                throw new TooMuchException($"An article of the export has more than {limits.Characters} characters without its files; nothing from here on was taken.");
            }

            into.Add(new string(_buffer, 0, read));
        }
    }

    private void Embedded(XElement element)
    {
        var number = _files++;
        var decoder = new Base64Text();
        long length = 0;
        var isTooLarge = false;
        using (var bytes = aside(number))
        {
            while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    decoder.Break();
                    Skip();
                    continue;
                }

                if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace))
                {
                    continue;
                }

                for (int read; (read = reader.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0;)
                {
                    var decoded = decoder.Decode(_buffer.AsSpan(0, read));
                    length += decoded.Length;
                    if ((_total += decoded.Length) > limits.TotalBytes)
                    {
                        throw new TooMuchException($"The files in the export have more than {limits.TotalBytes} bytes together; nothing from here on was taken. Export fewer issues at once.");
                    }

                    if (!(isTooLarge |= length > limits.FileBytes))
                    {
                        bytes.Write(decoded);
                    }
                }
            }
        }

        var encoding = (string?)element.Attribute("encoding");
        element.SetAttributeValue(AsideName, number);
        element.SetAttributeValue(FaultName, isTooLarge ? $"it has more than {limits.FileBytes} bytes"
            : encoding is not (null or "base64") ? $"it is encoded in a way that is not known (“{encoding}”)"
            : !decoder.IsWhole ? "its bytes are damaged in the export (no whole base64)"
            : length == 0 ? "it is empty" : null);
    }

    /// <summary>The export asks for more than it may.</summary>
    internal sealed class TooMuchException(string message) : Exception(message);
}

/// <summary>Decodes base64 that comes in pieces, with white space anywhere in it.</summary>
internal sealed class Base64Text
{
    private readonly byte[] _out = new byte[16 * 1024];
    private int _bits;
    private int _count;
    private bool _isPadded;
    private bool _isBroken;

    /// <summary>Whether everything so far was base64 and came to an end.</summary>
    public bool IsWhole => !_isBroken && _count == 0;

    /// <summary>Says that something else stood in it.</summary>
    public void Break() => _isBroken = true;

    /// <summary>Decodes the next piece, at most 16 K characters.</summary>
    public ReadOnlySpan<byte> Decode(ReadOnlySpan<char> piece)
    {
        var length = 0;
        foreach (var c in piece)
        {
            if (c is ' ' or '\n' or '\r' or '\t')
            {
                continue;
            }

            var value = c switch { >= 'A' and <= 'Z' => c - 'A', >= 'a' and <= 'z' => c - 'a' + 26, >= '0' and <= '9' => c - '0' + 52, '+' => 62, '/' => 63, '=' => 64, _ => -1 };
            if (value < 0 || (_isPadded && value != 64) || (value == 64 && _count < 2))
            {
                _isBroken = true;
                continue;
            }

            if (value == 64)
            {
                _isPadded = true;
                if (++_count == 4)
                {
                    _count = 0;
                }

                continue;
            }

            _bits = (_bits << 6 | value) & 0xFFFFFF;
            switch (++_count)
            {
                case 2: _out[length++] = (byte)(_bits >> 4); break;
                case 3: _out[length++] = (byte)(_bits >> 2); break;
                case 4: _out[length++] = (byte)_bits; _count = 0; break;
            }
        }

        return _out.AsSpan(0, length);
    }
}
