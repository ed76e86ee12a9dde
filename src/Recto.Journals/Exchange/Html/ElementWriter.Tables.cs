using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    private const int MostSpan = TableGrid.MostSpan;
    private int _tableDepth;
    private int _tables;
    private IReadOnlyList<string?> _columns = [];
    private TableGrid? _grid;

    // Notes that stand in a cell: they go under the table.
    private readonly List<ArticleNote> _inPlace = [];

    private void TableWrap(XElement element)
    {
        var tables = element.Descendants().Where(child => child.Name.LocalName == "table").ToList();
        _html.Open("div", [("class", (string?)element.Attribute("orientation") == "landscape" ? "tablewrap landscape" : "tablewrap"), ("id", _map.IdOf(element)), .. Speech(element)]).Line();
        InBlock(() =>
        {
            _tableDepth++;
            var hasCaption = element.Elements().Any(child => child.Name.LocalName is "label" or "caption");
            var isFirst = true;
            if (hasCaption && tables.Count == 0)
            {
                _html.Open("div", ("class", "caption"));
                Caption(element);
                _html.Close("div").Line();
            }

            foreach (var node in element.Nodes())
            {
                if (node is not XElement child || child.Name.LocalName is "label" or "caption" or "table-wrap-foot" or "object-id" or "alt-text" or "attrib" or "permissions" or "long-desc")
                {
                    continue;
                }

                if (child.Name.LocalName == "table")
                {
                    Table(child, isFirst && hasCaption ? element : null);
                    isFirst = false;
                }
                else if (child.Name.LocalName == "alternatives" && child.Elements().FirstOrDefault(other => other.Name.LocalName == "table") is { } table)
                {
                    Table(table, isFirst && hasCaption ? element : null);
                    isFirst = false;
                    Flow(child.Nodes().Where(other => other is XElement { Name.LocalName: not "table" and not "graphic" and not "media" }));
                }
                else
                {
                    Flow([child]);
                }
            }

            if (hasCaption && isFirst && tables.Count > 0)
            {
                _html.Open("div", ("class", "caption"));
                Caption(element);
                _html.Close("div").Line();
            }
            else if (element.Elements().Where(child => child.Name.LocalName is "attrib" or "permissions" or "long-desc").ToList() is { Count: > 0 } rights && !hasCaption)
            {
                _html.Open("div", ("class", "caption"));
                Caption(element);
                _html.Close("div").Line();
            }

            foreach (var foot in element.Elements("table-wrap-foot"))
            {
                Foot(foot);
            }

            NotesInPlace();
            _tableDepth--;
        });
        _html.Close("div").Line();
    }

    // Notes that stand in cells and captions follow the table or figure.
    private void NotesInPlace()
    {
        for (var i = 0; i < _inPlace.Count; i++)
        {
            Statement(_inPlace[i].Element);
        }

        _inPlace.Clear();
    }

    private void Foot(XElement foot)
    {
        _html.Open("div", ("class", "tablenotes")).Line();
        Flow(foot.Nodes().SelectMany(node => node is XElement { Name.LocalName: "fn-group" } group ? group.Nodes() : [node]));
        _html.Close("div").Line();
    }

    private void Table(XElement table, XElement? captioned)
    {
        var caption = $"t{(++_tables).ToString(CultureInfo.InvariantCulture)}-caption";
        _ = _book is not null
            ? _html.Open("div", ("class", "tablebox")).Line()
            : _html.Open("div", ("class", "tablebox"), ("role", captioned is null ? "group" : "region"), ("tabindex", "0"), ("data-larger", Said.Of(Words.ShowTable)), ("data-close", Said.Of(Words.Close)), captioned is null ? ("aria-label", (AttributeValue)Said.Of(Words.Table)) : ("aria-labelledby", caption)).Line();
        _html.Open("table", Speech(table)).Line();
        var (columns, grid) = (_columns, _grid);
        _grid = TableGrid.Of(table);
        _columns = table.Descendants().Any(cell => cell.Attribute("rowspan") is not null) ? [] : CellStyle.ColumnsOf(table); // A cell that reaches down moves those beside it.
        if (captioned is not null)
        {
            _html.Open("caption", ("id", caption));
            Caption(captioned);
            _html.Close("caption").Line();
        }
        else if (table.Element("caption") is { } own)
        {
            _html.Open("caption");
            Spread(own);
            _html.Close("caption").Line();
        }

        _tableDepth++;
        InBlock(() => Rows(table));
        _tableDepth--;
        (_columns, _grid) = (columns, grid);
        _html.Close("table").Line().Close("div").Line();
    }

    private void Rows(XElement table)
    {
        var loose = false;
        foreach (var part in table.Elements().OrderBy(part => part.Name.LocalName == "tfoot")) // HTML has the foot last, older models first.
        {
            switch (part.Name.LocalName)
            {
                case "thead" or "tbody" or "tfoot":
                    loose = EndBody(loose);
                    if (part.Elements().Any(row => row.Name.LocalName == "tr"))
                    {
                        _html.Open(part.Name.LocalName).Line();
                        foreach (var row in part.Elements().Where(row => row.Name.LocalName == "tr"))
                        {
                            Row(row, part.Name.LocalName == "thead");
                        }

                        _html.Close(part.Name.LocalName).Line();
                    }

                    break;
                case "tr":
                    if (!loose)
                    {
                        _html.Open("tbody").Line();
                        loose = true;
                    }

                    Row(part, false);
                    break;
                case "tgroup":
                    loose = EndBody(loose);
                    Exchange(part);
                    break;
            }
        }

        EndBody(loose);

        bool EndBody(bool open)
        {
            if (open)
            {
                _html.Close("tbody").Line();
            }

            return false;
        }
    }

    // The CALS (OASIS) exchange model: tgroup, row, entry.
    private void Exchange(XElement group)
    {
        var columns = group.Elements().Where(part => part.Name.LocalName == "colspec").Select((part, index) => (Name: (string?)part.Attribute("colname") ?? "", Index: index)).DistinctBy(column => column.Name).ToDictionary(column => column.Name, column => column.Index, StringComparer.Ordinal);
        foreach (var part in group.Elements().Where(part => part.Name.LocalName is "thead" or "tbody" or "tfoot").OrderBy(part => part.Name.LocalName == "tfoot"))
        {
            _html.Open(part.Name.LocalName).Line();
            foreach (var row in part.Elements().Where(row => row.Name.LocalName == "row"))
            {
                _html.Open("tr");
                foreach (var entry in row.Elements().Where(entry => entry.Name.LocalName is "entry" or "entrytbl"))
                {
                    var isHeading = part.Name.LocalName == "thead" && entry.Value.Any(character => !char.IsWhiteSpace(character));
                    Cell(entry, isHeading ? "th" : "td", isHeading ? "col" : null, Columns(columns, entry), RowSpan(entry), CellStyle.Of(entry, null));
                }

                _html.Close("tr").Line();
            }

            _html.Close(part.Name.LocalName).Line();
        }
    }

    private void Row(XElement row, bool isHead)
    {
        _html.Open("tr");
        var cells = row.Elements().Where(cell => cell.Name.LocalName is "td" or "th").ToList();
        var areAllHeadings = cells.TrueForAll(cell => cell.Name.LocalName == "th");
        var column = 0;
        foreach (var cell in cells)
        {
            var scope = (string?)cell.Attribute("scope");
            var style = CellStyle.Of(cell, _columns.Count > column ? _columns[column] : null);
            column += TableGrid.Span(cell.Attribute("colspan"));
            var isHeading = (cell.Name.LocalName == "th" || scope is "row" or "rowgroup") && cell.Value.Any(character => !char.IsWhiteSpace(character));
            Cell(cell, isHeading ? "th" : "td", !isHeading ? null : scope is "row" or "col" or "rowgroup" or "colgroup" ? scope : isHead || areAllHeadings ? "col" : "row", Span(_grid?.Columns(cell) ?? TableGrid.Span(cell.Attribute("colspan"))), Span(_grid?.Rows(cell) ?? TableGrid.Span(cell.Attribute("rowspan"))), style);
        }

        if (_grid?.Free(row) is > 0 || cells.Count == 0)
        {
            _html.Open("td", ("colspan", Span(_grid?.Free(row) ?? 1))).Close("td");
        }

        _html.Close("tr").Line();
    }

    private static string? Span(int span) => span > 1 ? span.ToString(CultureInfo.InvariantCulture) : null;

    private void Cell(XElement cell, string tag, string? scope, string? columns, string? rows, string? style)
    {
        _html.Open(tag, [("class", style), ("scope", scope), ("colspan", columns), ("rowspan", rows), .. Speech(cell)]);
        if (cell.Elements().Any(IsBlock))
        {
            var only = cell.Elements().ToList();
            if (only is [{ Name.LocalName: "p" } paragraph] && !paragraph.Elements().Any(IsBlock) && cell.Nodes().All(node => node == paragraph || node is not XText text || string.IsNullOrWhiteSpace(text.Value)))
            {
                Line(paragraph);
            }
            else
            {
                Flow(cell.Nodes());
            }
        }
        else
        {
            Inlines(cell.Nodes());
        }

        _html.Close(tag);
    }

    private static string? Columns(Dictionary<string, int> columns, XElement entry) =>
        (string?)entry.Attribute("namest") is { } from && columns.TryGetValue(from, out var first) && (string?)entry.Attribute("nameend") is { } to && columns.TryGetValue(to, out var last)
            && last - first + 1 is > 1 and <= MostSpan and var span ? Span(span) : null;

    private static string? RowSpan(XElement entry) =>
        int.TryParse((string?)entry.Attribute("morerows"), NumberStyles.None, CultureInfo.InvariantCulture, out var more) && more < MostSpan ? Span(more + 1) : null;

    // A note of a table, a figure or the front; or a statement that JATS tags as one.
    private void Statement(XElement element)
    {
        var note = _map.NoteOf(element);
        if (note is { Container: NoteContainer.Body })
        {
            Pend(note);
            return;
        }

        if (note is not null && !_stated.Add(note))
        {
            return;
        }

        var label = element.Element("label");
        var calls = note is null ? [] : PageMap.ShownCalls(note);
        var isCalled = _book is not null && calls.Count > 0;
        _html.Open("div", [("class", "tablenote"), ("id", note?.HtmlId ?? _map.IdOf(element)), ("epub:type", isCalled ? "footnote" : null), ("role", isCalled ? "doc-footnote" : null), .. Speech(element)]);
        if (note is not null && calls is [var first, ..])
        {
            _html.Element("a", note.Note.Label, ("class", "back"), ("href", "#" + first.HtmlId), ("role", _book is null ? null : "doc-backlink"), ("aria-label", Said.Of(Words.BackToCall, note.Note.Label))).Text(" ");
        }
        else if (note is not null && label is not null)
        {
            _html.Element("span", note.Note.Label, ("class", "back")).Text(" ");
        }
        else if (label is not null)
        {
            _html.Open("span", ("class", "item-label"));
            Inlines(label.Nodes());
            _html.Close("span").Text(" ");
        }

        var nodes = element.Nodes().Where(node => node != label).ToList();
        _skip = calls.Count == 0 ? 0 : note?.LeadingLabel?.Count(character => !char.IsWhiteSpace(character)) ?? 0;
        InBlock(() =>
        {
            if (nodes.OfType<XElement>().ToList() is [{ Name.LocalName: "p" } only] && !only.Elements().Any(IsBlock))
            {
                Line(only);
            }
            else
            {
                Flow(nodes);
            }
        });
        foreach (var (call, index) in calls.Skip(1).Select((call, index) => (call, index)))
        {
            _html.Text(" ").SaidIn("a", Said.Of(Words.Call, index + 2), ("class", "says"), ("href", "#" + call.HtmlId));
        }

        _html.Close("div").Line();
    }

    private void Statements(XElement group)
    {
        foreach (var node in group.Elements())
        {
            if (node.Name.LocalName is "title" or "label")
            {
                if (NotShown.IsApparatus(group, _map.IsBodyNote))
                {
                    // The heading of the apparatus itself: the page has its own.
                    continue;
                }

                _html.Open("p", ("class", "heading"));
                Inlines(node.Nodes());
                _html.Close("p").Line();
            }
            else if (node.Name.LocalName == "fn")
            {
                // A note to the title among the notes of the text stands with the other notes on the article.
                if (_map.NoteOf(node) is not { Container: NoteContainer.Body } && !(_map.NoteOf(node) is { Container: NoteContainer.Front } && NotShown.IsApparatus(group, _map.IsBodyNote)))
                {
                    Statement(node);
                }
            }
            else
            {
                Flow([node]);
            }
        }
    }
}
