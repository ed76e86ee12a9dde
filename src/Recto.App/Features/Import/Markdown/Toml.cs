using System.Text;

namespace Recto.App.Features.Import.Markdown;

/// <summary>The part of TOML that front matter is written in: keys, strings of all four kinds, arrays, inline tables, tables and arrays of tables; every other value is kept as its words.</summary>
internal static class Toml
{
    public static FrontValue? Read(string source, ref string? fault)
    {
        var reader = new Reader(source);
        var root = new Table();
        var table = root;
        while (reader.SkipToContent())
        {
            if (reader.Take('['))
            {
                var isArray = reader.Take('[');
                var path = reader.Key();
                if (path.Count == 0 || !reader.Take(']') || isArray && !reader.Take(']'))
                {
                    fault = $"line {reader.Line}: a table's name is not ended";
                    break;
                }

                table = root.At(path, isArray);
            }
            else
            {
                var path = reader.Key();
                reader.SkipBlanks();
                if (path.Count == 0 || !reader.Take('='))
                {
                    fault = $"line {reader.Line}: a name and = were expected";
                    break;
                }

                table.At([.. path.SkipLast(1)], isArray: false).Values.TryAdd(path[^1], reader.Value(0));
            }
        }

        return root.ToValue();
    }

    private sealed class Table
    {
        public Dictionary<string, object> Values { get; } = new(StringComparer.Ordinal);

        public Table At(List<string> path, bool isArray)
        {
            var table = this;
            for (var i = 0; i < path.Count && i < 20; i++)
            {
                if (isArray && i == path.Count - 1)
                {
                    if (!table.Values.TryGetValue(path[i], out var there) || there is not List<Table> list)
                    {
                        table.Values[path[i]] = list = [];
                    }

                    list.Add(new Table());
                    table = list[^1];
                }
                else if (table.Values.TryGetValue(path[i], out var inner) && inner is List<Table> { Count: > 0 } tables)
                {
                    table = tables[^1];
                }
                else
                {
                    if (inner is not Table next)
                    {
                        table.Values[path[i]] = next = new Table();
                    }

                    table = next;
                }
            }

            return table;
        }

        public FrontValue ToValue() => new(null, [], [.. Values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value switch
        {
            FrontValue value => value,
            Table table => table.ToValue(),
            List<Table> tables => new FrontValue(null, [.. tables.Select(table => table.ToValue())], []),
            _ => new FrontValue(null, [], []),
        }))]);
    }

    private sealed class Reader(string text)
    {
        private int _at;

        public int Line => 1 + text.AsSpan(0, Math.Min(_at, text.Length)).Count('\n');

        private char Current => _at < text.Length ? text[_at] : '\0';

        public bool Take(char expected)
        {
            if (Current != expected)
            {
                return false;
            }

            _at++;
            return true;
        }

        public void SkipBlanks()
        {
            while (Current is ' ' or '\t')
            {
                _at++;
            }
        }

        public bool SkipToContent()
        {
            while (_at < text.Length && (char.IsWhiteSpace(Current) || Current is '#' or ','))
            {
                if (Current == '#')
                {
                    while (_at < text.Length && Current != '\n')
                    {
                        _at++;
                    }
                }
                else
                {
                    _at++;
                }
            }

            return _at < text.Length;
        }

        public List<string> Key()
        {
            var path = new List<string>();
            do
            {
                SkipBlanks();
                if (Current is '"' or '\'')
                {
                    path.Add(Quoted());
                }
                else
                {
                    var start = _at;
                    while (char.IsLetterOrDigit(Current) || Current is '_' or '-')
                    {
                        _at++;
                    }

                    if (_at == start)
                    {
                        return [];
                    }

                    path.Add(text[start.._at]);
                }

                SkipBlanks();
            }
            while (Take('.'));
            return path;
        }

        public FrontValue Value(int depth)
        {
            SkipBlanks();
            if (Current is '"' or '\'')
            {
                return FrontValue.Of(Quoted());
            }

            if (depth < 20 && Take('['))
            {
                var items = new List<FrontValue>();
                while (SkipToContent() && !Take(']'))
                {
                    items.Add(Value(depth + 1));
                }

                return new FrontValue(null, items, []);
            }

            if (depth < 20 && Take('{'))
            {
                var fields = new List<KeyValuePair<string, FrontValue>>();
                while (SkipToContent() && !Take('}'))
                {
                    var path = Key();
                    if (path.Count == 0 || !Take('='))
                    {
                        _at++;
                        continue;
                    }

                    fields.Add(new(string.Join('.', path), Value(depth + 1)));
                }

                return new FrontValue(null, [], fields);
            }

            var start = _at;
            while (_at < text.Length && Current is not ('\n' or '#' or ',' or ']' or '}'))
            {
                _at++;
            }

            if (_at == start)
            {
                _at++;
            }

            return FrontValue.Of(text[start..Math.Min(_at, text.Length)].Trim());
        }

        private string Quoted()
        {
            var quote = Current;
            var isLong = _at + 2 < text.Length && text[_at + 1] == quote && text[_at + 2] == quote;
            _at += isLong ? 3 : 1;
            if (isLong && Current == '\r')
            {
                _at++;
            }

            if (isLong && Current == '\n')
            {
                _at++;
            }

            var value = new StringBuilder();
            while (_at < text.Length)
            {
                if (Current == quote && (!isLong || _at + 2 < text.Length && text[_at + 1] == quote && text[_at + 2] == quote || _at + 3 > text.Length))
                {
                    _at += isLong ? 3 : 1;
                    break;
                }

                if (!isLong && Current == '\n')
                {
                    break;
                }

                if (Current == '\\' && quote == '"' && _at + 1 < text.Length)
                {
                    _at++;
                    Escape(value);
                }
                else
                {
                    value.Append(Current);
                    _at++;
                }
            }

            return value.ToString();
        }

        private void Escape(StringBuilder value)
        {
            var escaped = Current;
            _at++;
            switch (escaped)
            {
                case 'n': value.Append('\n'); break;
                case 't': value.Append('\t'); break;
                case 'r' or 'b' or 'f': break;
                case 'u' or 'U':
                    var length = escaped == 'u' ? 4 : 8;
                    if (_at + length <= text.Length && int.TryParse(text.AsSpan(_at, length), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var code) && Rune.TryCreate(code, out var rune))
                    {
                        value.Append(rune.ToString());
                        _at += length;
                    }

                    break;
                case '\r' or '\n':
                    while (char.IsWhiteSpace(Current))
                    {
                        _at++;
                    }

                    break;
                default: value.Append(escaped); break;
            }
        }
    }
}
