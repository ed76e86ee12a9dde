using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>Reads a page below its head, line by line: headings switch the part, walls and prices begin the site's own matter.</summary>
internal sealed partial class PageBodyReader(IReadOnlyList<PageLine> lines, int head, IReadOnlyList<NoteRun> runs, PageRecord record)
{
    private readonly List<PageLine> _contributors = [];
    private readonly List<PageLine> _opening = [];
    private readonly List<string> _orcids = [];
    private readonly Dictionary<int, NoteRun> _runs = runs.ToDictionary(run => run.Start);
    private readonly HashSet<int> _furniture = [];
    private readonly Stack<(int Level, XElement Section)> _sections = new();
    private PagePart _part = PagePart.Abstract;
    private bool _abstractHeaded;
    private string? _heading;
    private PageStatement? _open;

    public static PageNote Note(NumberedNote note) => new(note.Label, [.. note.Paragraphs.Select(text => new XElement("p", text))], []);

    public void Read()
    {
        MarkOffers();
        var i = head;
        while (i < lines.Count)
        {
            if (_runs.TryGetValue(i, out var run))
            {
                ReadRun(run);
                i = run.End;
                continue;
            }

            ReadLine(i);
            i++;
        }

        // Lines above the abstract were already the head's; what opened without a heading is the abstract, or the text where it is too long for one.
        if (_opening.Count > 0)
        {
            var isAbstract = !_abstractHeaded && SavedPageText.IsAbstractLength(_opening.Count) && !(record.Body.Count > 3 && _opening.Count > 2);
            var target = isAbstract ? record.Abstract : record.Body;
            target.InsertRange(0, _opening.Select(line => line.Block()));
        }
    }

    private void ReadRun(NoteRun run)
    {
        if (_part == PagePart.References)
        {
            Statement(null).Blocks.AddRange(run.Notes.Select(note => new XElement("ref", new XElement("label", note.Label), new XElement("mixed-citation", string.Join(' ', note.Paragraphs)))));
            return;
        }

        if (_part == PagePart.Notes)
        {
            record.NotesTitle ??= _heading;
            _heading = null;
        }

        var last = 0;
        foreach (var note in run.Notes)
        {
            if (!int.TryParse(note.Label, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
            {
                record.Notes.Add(Note(note));
                continue;
            }

            if (number > last + 1 && last > 0)
            {
                record.Warnings.Add(new ImportWarning(note.Line, number == last + 2 ? $"Note {last + 1} is missing before note {number}." : $"Notes {last + 1} to {number - 1} are missing before note {number}."));
            }
            else if (number == last)
            {
                record.Warnings.Add(new ImportWarning(note.Line, $"Two notes are numbered {number}; both were kept."));
            }

            last = number;
            record.Notes.Add(Note(note));
        }

        _part = PagePart.Notes;
        Leave();
    }

    private void ReadLine(int i)
    {
        var line = lines[i];
        if (_furniture.Contains(i))
        {
            record.LeftOut.Add(line.Text);
            _part = PagePart.Furniture;
            return;
        }

        if (PageHeadings.Find(line.Text) is { } part && !(_part is PagePart.Keywords && !line.AfterBlank))
        {
            Open(part, i);
            return;
        }

        if (line.Words <= 8 && PageHeader.Orcid().IsMatch(line.Text) && line.Text.Contains("orcid", StringComparison.OrdinalIgnoreCase))
        {
            _orcids.Add(line.Text);
            record.LeftOut.Add(line.Text); // What it says is with the author.
            return;
        }

        var kind = PageFurniture.Find(line);
        if (_part == PagePart.Furniture || kind is not FurnitureKind.None && !(kind is FurnitureKind.Tool && _part is PagePart.Keywords or PagePart.Contributors))
        {
            record.LeftOut.Add(line.Text);
            _part = kind is FurnitureKind.Wall ? PagePart.Furniture : _part;
            return;
        }

        if (_part is PagePart.Abstract or PagePart.Keywords && line.Level is null && line.Words <= 25 && PageMeta.Read(line, null, record).IsMeta)
        {
            record.LeftOut.Add(line.Text); // What it says is in the article's metadata now.
            return;
        }

        if (PageHeader.Copyright().IsMatch(line.Text) && line.Words < 40)
        {
            if (record.Copyright is null)
            {
                record.Copyright = line.Text;
            }
            else
            {
                record.LeftOut.Add(line.Text);
            }

            return;
        }

        if (InlineHeading().Match(line.Text) is { Success: true } inline && PageHeadings.Find(inline.Groups["h"].Value) is { } named and (PagePart.Keywords or PagePart.Abstract or PagePart.Funding or PagePart.Acknowledgements or PagePart.Disclosure))
        {
            Open(named, i, inline.Groups["h"].Value);
            Take(line with { Text = inline.Groups["t"].Value });
            return;
        }

        if (IsBodyHeading(i))
        {
            Leave();
            _part = PagePart.Body;
            OpenSection(line);
            return;
        }

        if (_part is PagePart.Notes)
        {
            record.Warnings.Add(new ImportWarning(line.Number, $"“{PageHeader.Short(line.Text)}” stands under no heading that is known; it was kept at the end of the article."));
            _part = PagePart.Statement;
        }

        Take(line);
    }

    private void Open(PagePart part, int i, string? heading = null)
    {
        var text = heading ?? lines[i].Text;
        var ranBefore = _runs.ContainsKey(i + 1);
        if (part == PagePart.Furniture || heading is null && !ranBefore && !PageHeader.HasContent(lines, i, lines.Count))
        {
            record.LeftOut.Add(text);
            _part = part == PagePart.Furniture ? part : _part;
            return;
        }

        Leave();
        _part = part;
        _heading = text;
        switch (part)
        {
            case PagePart.Abstract:
                record.AbstractTitle ??= text;
                _abstractHeaded = true;
                break;
            case PagePart.Keywords:
                record.KeywordsTitle ??= text;
                break;
            case PagePart.Contributors:
                record.ContributorsTitle ??= text;
                break;
            case PagePart.Notes when ranBefore:
                break;
            case PagePart.AdditionalInformation or PagePart.Funding:
                record.LeftOut.Add(text); // JATS has no place for a heading over funding.
                break;
            default:
                break;
        }
    }

    // Sections of HTML lie in one another as their headings say; those of plain text stand side by side.
    private void OpenSection(PageLine line)
    {
        var level = line.Level ?? 2;
        while (_sections.Count > 0 && _sections.Peek().Level >= level)
        {
            _sections.Pop();
        }

        var section = new XElement("sec", new XElement("title", line.Phrasing()));
        if (_sections.Count > 0)
        {
            _sections.Peek().Section.Add(section);
        }
        else
        {
            record.Body.Add(section);
        }

        _sections.Push((level, section));
    }

    private void AddToBody(XElement block)
    {
        if (_sections.Count > 0)
        {
            _sections.Peek().Section.Add(block);
        }
        else
        {
            record.Body.Add(block);
        }
    }

    private void Leave()
    {
        _open = null;
        _heading = null;
    }

    private void Take(PageLine line)
    {
        switch (_part)
        {
            case PagePart.Abstract when _abstractHeaded:
                record.Abstract.Add(line.Block());
                break;
            case PagePart.Abstract:
                _opening.Add(line);
                break;
            case PagePart.Keywords:
                record.Keywords.AddRange(line.Text.Split([';', ',', '•', '|', '·'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                break;
            case PagePart.AdditionalInformation or PagePart.Funding or PagePart.Notes when Spoken().Match(line.Text) is { Success: true } match && PageNames.IsName(match.Groups["n"].Value):
                _contributors.Add(line);
                break;
            case PagePart.Funding:
                record.Funding.AddRange(PageFunding.Read(line.Text));
                break;
            case PagePart.AdditionalInformation when PageFunding.IsFunding(line.Text):
                record.Funding.AddRange(PageFunding.Read(line.Text));
                break;
            case PagePart.AdditionalInformation:
                Statement(null).Blocks.Add(line.Block());
                break;
            case PagePart.Contributors:
                _contributors.Add(line);
                break;
            case PagePart.References:
                if (PageNotes.BackLink().IsMatch(line.Text))
                {
                    record.LeftOut.Add(line.Text);
                }
                else
                {
                    Statement(null).Blocks.Add(new XElement("ref", new XElement("mixed-citation", line.Phrasing())));
                }

                break;
            case PagePart.Acknowledgements or PagePart.Disclosure or PagePart.Statement or PagePart.Notes:
                Statement(_part == PagePart.Disclosure ? "COI-statement" : null).Blocks.Add(line.Block());
                break;
            default:
                AddToBody(line.Block());
                break;
        }
    }

    private PageStatement Statement(string? type)
    {
        if (_open is null)
        {
            _open = new PageStatement(type, _heading, []);
            (_part switch { PagePart.Acknowledgements => record.Acknowledgements, PagePart.References => record.References, _ => record.Statements }).Add(_open);
        }

        return _open;
    }

    private void MarkOffers()
    {
        var from = head;
        for (var i = head; i < lines.Count; i++)
        {
            if (_runs.TryGetValue(i, out var run))
            {
                i = run.End - 1;
                continue;
            }

            if (PageOffers.Find(lines, i, from) is not { } found)
            {
                continue;
            }

            from = i + 1;
            record.Offers.Add(found.Offer);
            _furniture.UnionWith(Enumerable.Range(found.Start, i - found.Start + 1));
            if (found.Doubt is { } doubt)
            {
                record.Warnings.Add(new ImportWarning(lines[i].Number, doubt + "."));
            }
        }
    }

    // A short line that ends no sentence, with a paragraph below.
    private bool IsBodyHeading(int i) => lines[i].Level is not null || lines[i].Rich is null &&
        _part is PagePart.Abstract or PagePart.Body or PagePart.Keywords or PagePart.Statement or PagePart.Acknowledgements
        && lines[i] is { Words: <= 14, IsBullet: false } line && line.Text.Length <= 110
        && !PageHeader.EndsSentence(line.Text) && line.AfterBlank
        && (char.IsUpper(line.Text[0]) || char.IsDigit(line.Text[0]) || line.Text[0] is '‘' or '“' or '«' or '„' || char.IsLetter(line.Text[0]) && !char.IsLower(line.Text[0]))
        && i + 1 < lines.Count && lines[i + 1].Text.Length > 120 && lines[i + 1].Words > line.Words
        && (_part is not PagePart.Keywords || line.Words > 1);

    // "Keywords: a; b", "Funding This work …" is no such line: the colon decides.
    [GeneratedRegex(@"^(?<h>[\p{L}' -]{4,40}):\s*(?<t>\S.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InlineHeading();
}
