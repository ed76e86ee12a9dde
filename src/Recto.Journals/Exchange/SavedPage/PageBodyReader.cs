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
    private readonly HashSet<int> _furniture = [];
    private readonly Stack<(int Level, XElement Section)> _sections = new();
    private PagePart _part = PagePart.Abstract;
    private bool _abstractHeaded;
    private string? _heading;
    private PageStatement? _open;

    /// <summary>Family names of the contributors that the page describes.</summary>
    public IReadOnlyList<string> ContributorNames => [.. People().Select(person => person.Name.Family)];

    public static PageNote Note(NumberedNote note) => new(note.Label, [.. note.Paragraphs.Select(text => new XElement("p", text))], []);

    public void Read()
    {
        MarkOffers();
        var i = head;
        while (i < lines.Count)
        {
            if (runs.FirstOrDefault(run => run.Start == i) is { } run)
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

    /// <summary>Ties the notes on contributors to the authors of the head; without such a line they are the authors.</summary>
    public void Finish()
    {
        foreach (var person in People())
        {
            var author = record.Authors.FirstOrDefault(known => string.Equals(known.Name.Family, person.Name.Family, StringComparison.OrdinalIgnoreCase));
            if (author is null && record.Authors.Count > 0 && person.Biography.Count == 0)
            {
                record.LeftOut.Add(person.BiographyTitle ?? person.Name.DisplayName);
                continue;
            }

            if (author is null)
            {
                record.Authors.Add(person);
            }
            else
            {
                if (person.BiographyTitle is { } again)
                {
                    record.LeftOut.Add(again); // The name stands in the head already.
                }

                author.Biography.AddRange(person.Biography);
            }
        }

        foreach (var line in _orcids)
        {
            var named = record.Authors.Where(author => line.Contains(author.Name.Family, StringComparison.OrdinalIgnoreCase)).ToList();
            if ((named.Count == 1 ? named[0] : record.Authors.Count == 1 ? record.Authors[0] : null) is { } owner)
            {
                owner.Orcid ??= PageHeader.Orcid().Match(line).Value;
            }
        }

        TellEmptyHeadings();
    }

    // A heading under which nothing was found is told as left out.
    private void TellEmptyHeadings()
    {
        void Tell(string? title, bool used)
        {
            if (title is not null && !used)
            {
                record.LeftOut.Add(title);
            }
        }

        Tell(record.AbstractTitle, record.Abstract.Count > 0);
        Tell(record.KeywordsTitle, record.Keywords.Count > 0);
        Tell(record.ContributorsTitle, record.Authors.Any(author => author.Biography.Count > 0));
        Tell(record.NotesTitle, record.Notes.Count > 0);
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
        var ranBefore = runs.Any(run => run.Start == i + 1);
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
        for (var i = head; i < lines.Count; i++)
        {
            if (runs.Any(run => i >= run.Start && i < run.End) || PageOffers.Find(lines, i, Math.Max(head, _furniture.Count > 0 ? _furniture.Max() + 1 : head)) is not { } found)
            {
                continue;
            }

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

    private List<PagePerson> People()
    {
        var people = new List<PagePerson>();
        foreach (var line in _contributors)
        {
            var isName = !PageHeader.EndsSentence(line.Text) && PageNames.IsName(line.Text);
            var spoken = isName ? null : Spoken().Match(line.Text) is { Success: true } match && PageNames.IsName(match.Groups["n"].Value) ? match.Groups["n"].Value : null;
            if (isName)
            {
                people.Add(new PagePerson { Name = PageNames.Divide(line.Text), BiographyTitle = line.Text });
            }
            else if (spoken is not null && (people.Count == 0 || people[^1].Biography.Count > 0 && !spoken.EndsWith(people[^1].Name.Family, StringComparison.Ordinal)))
            {
                var person = new PagePerson { Name = PageNames.Divide(spoken) };
                person.Biography.Add(line.Text);
                people.Add(person);
            }
            else if (people.Count > 0)
            {
                people[^1].Biography.Add(line.Text);
            }
            else
            {
                record.Statements.Add(new PageStatement(null, record.ContributorsTitle, [line.Block()]));
                record.ContributorsTitle = null;
            }
        }

        return people;
    }

    // "Keywords: a; b", "Funding This work …" is no such line: the colon decides.
    [GeneratedRegex(@"^(?<h>[\p{L}' -]{4,40}):\s*(?<t>\S.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InlineHeading();

    // "Aleksandr Vershinin is a Senior Lecturer …"
    [GeneratedRegex(@"^(?:(?:Dr|Prof|Professor)\.? )?(?<n>\p{Lu}[^,.;:(]*?(?:\p{Lu}\.[^,.;:(]*?)*),? (?:is|was|has|holds|teaches|received|works|currently|studied|completed|earned|specializes|specialises|serves|lehrt|ist|est|es|è|enseigne)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spoken();
}
