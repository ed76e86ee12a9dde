using System.Text.Json;
using Recto.Journals.Exchange.Fixes;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.App.Features.Notes;

/// <summary>Places of findings in a file's text as SARIF regions: lines and columns from 1, offsets in UTF-16 code units from 0, a byte order mark not counted.</summary>
internal sealed class SarifPlaces
{
    /// <summary>Longest text around a finding that is given, in UTF-16 code units.</summary>
    private const int LongestSnippet = 400;

    private readonly DocumentMap _map;
    private readonly string _text;
    private readonly List<int> _lines = [0];

    /// <summary>The places of a file.</summary>
    public SarifPlaces(DocumentMap map, string text)
    {
        (_map, _text) = (map, text);
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            _lines.Add(at + 1);
        }
    }

    /// <summary>Writes the region of a finding and the words around it; nothing where its place is not known.</summary>
    public void WriteRegions(Utf8JsonWriter json, int note, TextSpan span)
    {
        if (_map.Find(note, span) is not { } place)
        {
            return;
        }

        WriteRegion(json, "region", place, withSnippet: true);
        var (first, last) = (_lines[LineOf(place.Start)], EndOfLine(LineOf(place.End)));
        first = Math.Max(first, place.Start - LongestSnippet);
        last = Math.Min(last, place.End + LongestSnippet);
        first += first > 0 && char.IsLowSurrogate(_text[first]) ? 1 : 0;
        last -= last > 0 && last < _text.Length && char.IsLowSurrogate(_text[last]) ? 1 : 0;
        if (first < place.Start || last > place.End)
        {
            WriteRegion(json, "contextRegion", new TextSpan(first, last), withSnippet: true);
        }
    }

    /// <summary>What a fix replaces in the file; null where that is not known.</summary>
    public IReadOnlyList<TextEdit>? Replacements(int note, SuggestedFix fix)
    {
        var all = new List<TextEdit>();
        foreach (var edit in fix.Edits)
        {
            if (_map.Place(note, edit) is not { } placed)
            {
                return null;
            }

            all.AddRange(placed);
        }

        return all;
    }

    /// <summary>Writes a region.</summary>
    public void WriteRegion(Utf8JsonWriter json, string name, TextSpan place, bool withSnippet)
    {
        var (first, last) = (LineOf(place.Start), LineOf(place.End));
        json.WriteStartObject(name);
        json.WriteNumber("startLine", first + 1);
        json.WriteNumber("startColumn", place.Start - _lines[first] + 1);
        json.WriteNumber("endLine", last + 1);
        json.WriteNumber("endColumn", place.End - _lines[last] + 1);
        json.WriteNumber("charOffset", place.Start);
        json.WriteNumber("charLength", place.Length);
        if (withSnippet)
        {
            SarifReport.WriteText(json, "snippet", place.In(_text).ToString());
        }

        json.WriteEndObject();
    }

    private int LineOf(int at)
    {
        var found = _lines.BinarySearch(at);
        return found >= 0 ? found : ~found - 1;
    }

    private int EndOfLine(int line)
    {
        var end = line + 1 < _lines.Count ? _lines[line + 1] - 1 : _text.Length;
        return end > _lines[line] && _text[end - 1] == '\r' ? end - 1 : end;
    }
}
