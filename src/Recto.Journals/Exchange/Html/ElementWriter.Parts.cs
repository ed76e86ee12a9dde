using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    private static readonly HashSet<string> RootParts = new(StringComparer.Ordinal) { "processing-meta", "front", "body", "back", "floats-group", "floats-wrap", "sub-article", "response" };
    private static readonly HashSet<string> BodyBack = new(StringComparer.Ordinal) { "app-group", "app", "sec", "notes" };
    private static readonly HashSet<string> Handled = new(StringComparer.Ordinal) { "ref-list", "app-group", "app", "sec", "notes" };

    /// <summary>Title and subtitle as phrasing content.</summary>
    public void Title(XElement? group, Article article)
    {
        if (group?.Element("article-title") is not { } title || string.IsNullOrWhiteSpace(title.Value) || FoldedText.Line(title) != article.Title || (SubtitleOf(group) != article.Subtitle))
        {
            // There is none, or an editor wrote another.
            _html.Text(article.Title);
            if (article.Subtitle is { } other)
            {
                _html.Text(Joint(article.Title)).Element("span", other, ("class", "sub"));
            }

            return;
        }

        Inlines(title.Nodes());
        foreach (var further in group.Elements("article-title").Skip(1))
        {
            _html.Text(" ");
            Inlines(further.Nodes());
        }

        foreach (var subtitle in group.Elements("subtitle"))
        {
            _html.Text(Joint(title.Value)).Open("span", ("class", "sub"));
            Inlines(subtitle.Nodes());
            _html.Close("span");
        }
    }

    private static string Joint(string title) => title.TrimEnd() is [.., ':' or '?' or '!' or '.' or '—'] ? " " : ": ";

    private static string? SubtitleOf(XElement group) => string.Join(' ', group.Elements("subtitle").Select(subtitle => FoldedText.Line(subtitle)).OfType<string>()) is { Length: > 0 } subtitle ? subtitle : null;

    /// <summary>The body, and what stands behind it but is text: appendices, floats, further articles in this one.</summary>
    public void Body(XElement root)
    {
        foreach (var waiting in root.Elements().Where(part => part.Name.LocalName is "floats-group" or "floats-wrap").Elements().Where(waiting => _map.IdOf(waiting) is not null))
        {
            _floats.Add(waiting);
        }

        if (root.Element("body") is { } body)
        {
            Flow(body.Nodes());
        }

        // Other tools' dialects have other names for the body: what we do not know is shown as text of the article.
        foreach (var part in root.Elements().Where(child => !RootParts.Contains(child.Name.LocalName)))
        {
            Unfamiliar(part.Name.LocalName);
            Flow(part.Nodes());
        }

        foreach (var part in root.Elements("floats-group").Concat(root.Elements("floats-wrap")))
        {
            Flow(part.Nodes().Where(node => node is not XElement element || _map.IdOf(element) is null || _floats.Remove(element)));
        }

        if (root.Element("back") is { } back)
        {
            Flow(back.Elements().Where(child => BodyBack.Contains(child.Name.LocalName)));
        }

        foreach (var part in root.Elements().Where(child => child.Name.LocalName is "sub-article" or "response"))
        {
            Further(part);
        }
    }

    // A further article in this one (a letter and its answer, a translation): its title, its people, its text, its own references.
    private void Further(XElement part)
    {
        var front = part.Element("front-stub") ?? part.Element("front")?.Element("article-meta") ?? part.Element("front");
        var title = front?.Descendants("article-title").FirstOrDefault();
        var id = _map.IdOf(part);
        var heading = front?.Element("title-group")?.Element("label");
        var tag = title is not null && IsHeaded(heading, title) ? "section" : "div";
        _html.Open(tag, [("id", id), ("class", "further"), .. Speech(part)]).Line();
        if ((string?)part.Attribute("article-type") == "translation" && OwnName(LanguageTag.Of(part)) is { } tongue)
        {
            _html.SaidIn("p", Said.Of(Words.Translation, tongue), ("class", "says label")).Line();
        }

        if (title is not null)
        {
            Heading(heading, title, id);
        }

        _level++;
        if (front is not null)
        {
            foreach (var contributors in front.Elements().Where(child => child.Name.LocalName is "contrib-group" or "aff" or "aff-alternatives"))
            {
                People(contributors);
            }

            foreach (var summary in front.Elements().Where(child => child.Name.LocalName is "abstract" or "trans-abstract" or "author-notes" or "kwd-group" or "trans-title-group"))
            {
                Flow([summary]);
            }

            foreach (var other in front.Element("title-group")?.Elements().Where(child => child.Name.LocalName is "subtitle" or "trans-title-group") ?? [])
            {
                _html.Open("p", Speech(other));
                Inlines(other.Nodes());
                _html.Close("p").Line();
            }
        }

        Flow(part.Element("body")?.Nodes() ?? []);
        Flow(part.Elements().Where(child => child.Name.LocalName is "floats-group").Elements());
        foreach (var back in part.Elements("back"))
        {
            foreach (var child in back.Elements())
            {
                if (child.Name.LocalName == "ref-list")
                {
                    References(child);
                }
                else
                {
                    Flow([child]);
                }
            }
        }

        foreach (var inner in part.Elements().Where(child => child.Name.LocalName is "sub-article" or "response"))
        {
            Further(inner);
        }

        _level--;
        _html.Close(tag).Line();
    }

    /// <summary>The reference lists of the article itself; one that Recto derived from the notes is made anew as the page's sources.</summary>
    public void ReferenceLists(XElement root)
    {
        foreach (var list in root.Elements("back").Elements("ref-list").Where(list => (string?)list.Attribute("specific-use") != "derived"))
        {
            References(list);
        }
    }

    /// <summary>Everything else that is said about the article.</summary>
    public void About(XElement root, Article article, IReadOnlyList<ArticleNote> notes)
    {
        foreach (var part in root.Elements("back").Elements().Where(child => !Handled.Contains(child.Name.LocalName)))
        {
            if (part.Name.LocalName is "ack" && part.Element("title") is null)
            {
                Section(part, Said.Of(Words.Acknowledgements));
            }
            else if (part.Name.LocalName is "glossary" && part.Element("title") is null && part.Element("def-list")?.Element("title") is null)
            {
                Section(part, Said.Of(Words.Glossary));
            }
            else
            {
                Flow([part]);
            }
        }

        Authors(root, article);
        Funding(article);
        var told = string.Concat(root.Elements().Where(part => part.Name.LocalName is "body" or "back").Select(part => Folded(part.Value) + "\n"));
        if (article.Disclosure is { } disclosure && !told.Contains(Folded(disclosure), StringComparison.Ordinal))
        {
            _html.SaidIn("h3", Said.Of(Words.Disclosure)).Line();
            if (NotesOf(disclosure, notes) is { Count: > 0 } stating)
            {
                stating.ForEach(note => Statement(note.Element));
            }
            else
            {
                _html.Element("p", disclosure).Line();
            }
        }

        if (article.Contributors.Select(contributor => contributor.Biography).OfType<string>().Where(biography => !told.Contains(Folded(biography), StringComparison.Ordinal)).ToList() is { Count: > 0 } biographies)
        {
            _html.SaidIn("h3", Said.Of(Words.Contributors)).Line();
            foreach (var biography in biographies)
            {
                _html.Element("p", biography).Line();
            }
        }

        var front = notes.Where(note => note.Container is NoteContainer.Front && !_stated.Contains(note) && (article.Disclosure?.Contains(note.Note.Text, StringComparison.Ordinal) != true || PageMap.ShownCalls(note).Count > 0)).ToList();
        if (front.Count > 0)
        {
            _html.SaidIn("h3", Said.Of(Words.NotesOnArticle)).Line();
            front.ForEach(note => Statement(note.Element));
        }

        foreach (var note in notes.Where(note => note.Container is NoteContainer.Table or NoteContainer.Statement && !_stated.Contains(note)).ToList())
        {
            Statement(note.Element);
        }

        if (article.Copyright is not null || article.Licence?.Text is not null)
        {
            _html.SaidIn("h3", Said.Of(Words.Rights)).Line().Open("p").Text(article.Copyright ?? "").Text(article.Copyright is null ? "" : ". ").Text(article.Licence?.Text ?? "").Close("p").Line();
        }
    }

    // The notes that say the disclosure, where they say all of it: then they stand in its place, and links to them lead there. Empty where they do not.
    private List<ArticleNote> NotesOf(string disclosure, IReadOnlyList<ArticleNote> notes)
    {
        var rest = Folded(disclosure);
        var stating = new List<ArticleNote>();
        foreach (var note in notes.Where(note => note.Container is NoteContainer.Front or NoteContainer.Statement && !_stated.Contains(note)))
        {
            if (Folded(note.Note.Text) is { Length: > 0 } said && rest.IndexOf(said, StringComparison.Ordinal) is >= 0 and var at)
            {
                rest = rest.Remove(at, said.Length);
                stating.Add(note);
            }
        }

        return rest.Any(char.IsLetterOrDigit) ? [] : stating;
    }

    // Where the authors work, and how to write to them.
    private void Authors(XElement root, Article article)
    {
        var people = article.Contributors.Where(person => person.Affiliations.Count > 0 || person.Orcid is not null).ToList();
        var letters = root.Element("front")?.Element("article-meta")?.Elements("author-notes").Elements("corresp").Where(letter => !string.IsNullOrWhiteSpace(letter.Value)).ToList() ?? [];
        if (people.Count + letters.Count == 0)
        {
            return;
        }

        _html.SaidIn("h3", Said.Of(Words.Authors)).Line();
        if (people.Count > 0)
        {
            _html.Open("ul", ("class", "people")).Line();
            foreach (var person in people)
            {
                _html.Open("li").Element("b", person.DisplayName);
                _html.Text(person.Affiliations.Count > 0 ? ", " + string.Join("; ", person.Affiliations.Select(place => place.TrimStart(' ', ',', '.', ';'))) : "");
                if (person.Orcid is { } orcid)
                {
                    _html.Text(" ").Element("a", "ORCID", ("class", "says"), ("href", Orcid.AddressOf(orcid)));
                }

                _html.Close("li").Line();
            }

            _html.Close("ul").Line();
        }

        foreach (var letter in letters)
        {
            _html.Open("p", [("id", _map.IdOf(letter)), .. Speech(letter)]);
            Inlines(letter.Nodes());
            _html.Close("p").Line();
        }
    }

    private void Funding(Article article)
    {
        if (article.Funding.Count == 0)
        {
            return;
        }

        _html.SaidIn("h3", Said.Of(Words.Funding)).Line();
        foreach (var funding in article.Funding)
        {
            var said = funding.Statement ?? funding.Funder ?? "";
            var awards = funding.Awards.Where(award => !said.Contains(award, StringComparison.Ordinal)).ToList();
            _html.Element("p", awards.Count == 0 ? said : said.Length == 0 ? string.Join(", ", awards) : $"{said.TrimEnd('.')} [{string.Join(", ", awards)}].").Line();
        }
    }

    private void WriteLeftNotes()
    {
        if (TakeCalled() is { Count: > 0 } notes && _book is null)
        {
            _html.Open("div", ("class", "notes")).Line();
            WriteNotes(notes);
            _html.Close("div").Line();
        }
    }

    /// <summary>All notes of the body in one list.</summary>
    public string NoteList(IReadOnlyList<ArticleNote> notes) => Notes(notes).ToString();

    /// <summary>The same as it grows.</summary>
    public Markup Notes(IReadOnlyList<ArticleNote> notes)
    {
        var list = new Markup();
        foreach (var note in notes)
        {
            list.Add(_noteWriter.Write(note, 0)).Line();
        }

        return list;
    }

    /// <summary>What stands in one note.</summary>
    public string NoteBody(ArticleNote note) => _noteWriter.Body(note);

    private readonly HashSet<ArticleNote> _stated = [];

    // Floats of the article that nothing has mentioned yet.
    private readonly HashSet<XElement> _floats = [];
}
