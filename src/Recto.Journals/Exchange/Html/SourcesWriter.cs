using System.Globalization;
using Recto.Journals.Archives;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.Html;

/// <summary>
/// The sources of an article as its notes tell them: archives as a tree, printed sources and literature as lists. The numbers lead back to the notes. On the page of the article a file leads to its
/// page in the index, a work to an address of the article that leads on to it, for which work it is may be decided anew; and a mark stands where it is told who else cites it (<see cref="AlsoCitedMarks"/>).
/// </summary>
/// <param name="apparatus">The notes, read.</param>
/// <param name="readings">What they say.</param>
/// <param name="index">Where the index of sources is; null in a book, from which nothing leads there.</param>
internal sealed class SourcesWriter(Apparatus apparatus, NoteReadings readings, SourceAddresses? index)
{
    private readonly Markup _html = new();
    private readonly Dictionary<string, int> _ordinals = apparatus.Sources.Select((source, ordinal) => (source.Id, ordinal)).DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.ordinal, StringComparer.Ordinal);

    /// <summary>The sections; empty where nothing was read.</summary>
    public string Write()
    {
        var archival = apparatus.Sources.Where(source => source.Kind == ReferenceKind.Archival && readings.UnitOf(readings.At(source.Best)) is not null).ToList();
        var printed = Works(source => source.Kind == ReferenceKind.EditedSource);
        var literature = Works(source => source.Kind is not ReferenceKind.EditedSource);
        if (archival.Count + printed.Count + literature.Count == 0)
        {
            return "";
        }

        _html.SaidIn("p", Said.Of(Words.MadeFromNotes, apparatus.Notes.Count), ("class", "says label")).Line();
        Archives(archival);
        List(Words.PrintedSources, printed);
        List(Words.Literature, literature);
        return _html.ToString();
    }

    private List<(Source Source, PublishedReference Best)> Works(Func<Source, bool> which) =>
        [.. apparatus.Sources.Where(which).Select(source => (source, readings.At(source.Best).Reference as PublishedReference)).Where(pair => pair.Item2 is { Title: not null } or { Authors.Count: > 0 })
            .Select(pair => (pair.source, pair.Item2!)).OrderBy(pair => SortName(pair.Item2), StringComparer.InvariantCultureIgnoreCase)];

    private static string SortName(PublishedReference work) => (work.Authors is [var first, ..] ? first.Family : work.Editors is [var editor, ..] ? editor.Family : "") is { Length: > 0 } name
        ? name + " " + work.Title?.Text : work.Title?.Text ?? "";

    private void Archives(List<Source> sources)
    {
        if (sources.Count == 0)
        {
            return;
        }

        _html.SaidIn("h3", Said.Of(Words.Archives)).Line().Open("ul", ("class", "tree")).Line();
        foreach (var archive in sources.GroupBy(source => Archive(source)).OrderBy(group => group.Key, StringComparer.InvariantCultureIgnoreCase))
        {
            _html.Open("li");
            _ = archive.Key.Length > 0 ? _html.Text(archive.Key) : _html.Say(Words.ArchiveNotNamed);
            _html.Line().Open("ul").Line();
            foreach (var above in archive.GroupBy(Above))
            {
                if (above.Key.Length > 0)
                {
                    _html.Open("li").Text(above.Key).Open("ul").Line();
                }

                foreach (var file in above)
                {
                    File(file);
                }

                if (above.Key.Length > 0)
                {
                    _html.Close("ul").Close("li").Line();
                }
            }

            _html.Close("ul").Close("li").Line();
        }

        _html.Close("ul").Line();
    }

    private ArchivalReference Best(Source source) => readings.UnitOf(readings.At(source.Best))!;

    private string Archive(Source source)
    {
        var best = Best(source);
        return readings.RepositoryOf(best) is { } repository ? $"{repository.EnglishName}{(repository.City is null ? "" : ", " + repository.City)}"
            : best.RepositoryName?.Text ?? best.Repository?.Text ?? "";
    }

    // Everything over the file; its own level stays for the file's line.
    private string Above(Source source)
    {
        var best = Best(source);
        return best.Path.Count < 2 ? best.Series?.Text ?? "" : SourceWords.Path(best with { Path = [.. best.Path.SkipLast(1)] }, readings.RepositoryOf(best), withLeaf: false);
    }

    private void File(Source source)
    {
        var best = Best(source);
        var repository = readings.RepositoryOf(best);
        var levels = repository?.Levels ?? [];
        var name = best.Path.Count == 0 ? best.Description?.Text ?? best.Repository?.Text ?? ""
            : best.Path.Count <= levels.Count ? $"{levels[best.Path.Count - 1]} {best.Path[^1].Text}" : best.Path[^1].Text;
        _html.Open("li");
        var shown = name.Length > 0 ? new Markup().Text(name) : new Markup().Say(Words.NotFurtherNamed);
        _ = index?.Of(source) is { } unit ? _html.Open("a", ("href", unit)).Add(shown).Close("a") : _html.Add(shown);
        var leaves = source.Mentions.Select(mention => readings.At(mention).Reference is ArchivalReference unit ? unit.Folio?.Text : readings.At(mention).Reference.Pages?.Text).OfType<string>().Distinct().OrderBy(LeafNumber).ThenBy(leaf => leaf, StringComparer.Ordinal).ToList();
        if (leaves.Count > 0)
        {
            _html.Text(", ").Say(leaves.Count == 1 && SourceWords.IsOneLeaf(leaves[0]) ? Words.Leaf : Words.Leaves, string.Join(", ", leaves));
        }

        _html.Text(" ");
        NoteLinks(source);
        _html.Close("li").Line();
    }

    // Leaves stand in the order of the file, not of the notes.
    private static int LeafNumber(string leaf) => int.TryParse(leaf.AsSpan(0, leaf.TakeWhile(char.IsAsciiDigit).Count()), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private void List(string heading, List<(Source Source, PublishedReference Best)> works)
    {
        if (works.Count == 0)
        {
            return;
        }

        _html.SaidIn("h3", Said.Of(heading)).Line().Open("ul", ("class", "works")).Line();
        foreach (var (source, work) in works)
        {
            _html.Open("li");
            _html.Add(SourceLine.Work(work, index?.OfWork(source)));
            _html.Text(" ");
            NoteLinks(source);
            _html.Close("li").Line();
        }

        _html.Close("ul").Line();
    }

    private void NoteLinks(Source source)
    {
        var notes = source.Mentions.Select(mention => mention.NoteIndex).Distinct().ToList();
        var links = new Markup();
        for (var i = 0; i < notes.Count; i++)
        {
            var note = apparatus.Notes[notes[i]].Note;
            links.Text(i > 0 ? ", " : "").Element("a", note.Label, ("href", "#" + note.Id));
        }

        _html.SaidIn("span", Said.Of(Words.InNotes, notes.Count, links), ("class", "says"));
        if (index is not null)
        {
            _html.Comment(AlsoCitedMarks.Of(_ordinals[source.Id]));
        }
    }
}
