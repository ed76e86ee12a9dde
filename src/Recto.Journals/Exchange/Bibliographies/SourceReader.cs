using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Puts the sources of one apparatus together from their mentions. Used once; linear in the mentions.</summary>
internal sealed class SourceReader(Apparatus apparatus, RepositoryDirectory directory)
{
    private readonly MentionReader _mentions = new(apparatus);
    private readonly ArchiveReader _archives = new(apparatus, directory);
    private readonly Dictionary<Mention, string?> _before = [];
    private readonly Dictionary<string, IReadOnlyList<CitedName>> _authors = new(StringComparer.Ordinal);

    /// <summary>The sources in order of first mention.</summary>
    public IReadOnlyList<CitedSource> Read()
    {
        string? last = null;
        for (var i = 0; i < apparatus.Notes.Count; i++)
        {
            for (var j = 0; j < apparatus.Notes[i].References.Count; j++)
            {
                if (apparatus.Notes[i].References[j].Reference.Form == ReferenceForm.Idem)
                {
                    _before[new Mention(i, j)] = last;
                }

                last = apparatus.Notes[i].References[j].SourceId;
            }
        }

        return [.. apparatus.Sources.Select(Of)];
    }

    private CitedSource Of(Source source)
    {
        var read = source.Kind == ReferenceKind.Archival ? Archival(source) : At(source.Best).Reference is PublishedReference best ? Published(source, best) : Bare(source);
        _authors[source.Id] = read.Authors;
        return read;
    }

    private ResolvedReference At(Mention mention) => apparatus.Notes[mention.NoteIndex].References[mention.ReferenceIndex];

    private CitedSource Bare(Source source) => new() { Id = source.Id, Kind = source.Kind, Group = GroupOf(source.Kind), Mentions = _mentions.Of(source, null, null) };

    private CitedSource Archival(Source source)
    {
        var unit = ArchivalUnits.Of(apparatus, At(source.Best)) ?? At(source.Best).Reference as ArchivalReference;
        var mentions = _mentions.Of(source, null, null);
        var described = mentions.Where(mention => mention.Description is not null).Select(mention => mention.Description).Distinct().Take(2).ToList();
        var dated = mentions.Where(mention => mention.Date is not null).Select(mention => mention.Date).Distinct().Take(2).ToList();
        return new CitedSource
        {
            Id = source.Id,
            Kind = ReferenceKind.Archival,
            Group = SourceGroup.Archives,
            Title = described is [var title] ? title : null,
            Date = dated is [var date] ? date : null,
            Archive = unit is null ? null : _archives.Of(unit, source.Best),
            Mentions = mentions,
        };
    }

    private CitedSource Published(Source source, PublishedReference best)
    {
        // What the best mention leaves out, another full one may print.
        List<PublishedReference> full = [best, .. source.Mentions.Where(mention => mention != source.Best).Select(At).Select(resolved => resolved.Reference).OfType<PublishedReference>().Where(other => other.Form == ReferenceForm.Full)];
        string? First(Func<PublishedReference, Field?> field) => full.Select(other => PrintedText.Line(field(other)?.Text)).FirstOrDefault(text => text is not null);
        IReadOnlyList<CitedName> Names(Func<PublishedReference, IReadOnlyList<PersonName>> names) => full.Select(other => NameParts.Of(names(other))).FirstOrDefault(found => found.Count > 0) ?? [];

        var authors = Names(other => other.Authors);
        var inferred = authors.Count == 0 && _before.GetValueOrDefault(source.Best) is { } before ? _authors.GetValueOrDefault(before) ?? [] : [];
        var title = First(other => other.Title);
        var container = First(other => other.Container);
        if (source.Kind == ReferenceKind.Newspaper && container is null)
        {
            // The paper itself is cited.
            (title, container) = (null, title);
        }

        var volumes = source.Mentions.Select(At).Select(resolved => PrintedText.Line((resolved.Reference as PublishedReference)?.Volume?.Text)).OfType<string>().Distinct().Take(2).ToList();
        var volume = volumes is [var one] ? one : null;
        var extent = PartOf(source.Kind, container) ? Extent(source) : null;
        return new CitedSource
        {
            Id = source.Id,
            Kind = source.Kind,
            Group = GroupOf(source.Kind),
            Authors = authors.Count > 0 ? authors : inferred,
            AreAuthorsInferred = authors.Count == 0 && inferred.Count > 0,
            Editors = Names(other => other.Editors),
            Translators = Names(other => other.Translators),
            Title = title,
            Container = container,
            Place = First(other => other.Place),
            Publisher = First(other => other.Publisher),
            Date = PrintedDates.Of(First(other => other.Year)),
            Volume = volume,
            Issue = First(other => other.Issue),
            Series = First(other => other.Series),
            Edition = First(other => other.Edition),
            Pages = extent is { } pages ? (pages.First, pages.Last) : null,
            Doi = First(other => other.Doi),
            Url = First(other => other.Url),
            Abbreviation = source.Mentions.Select(At).Select(resolved => PrintedText.Line((resolved.Reference as PublishedReference)?.Abbreviation?.Text)).FirstOrDefault(text => text is not null),
            Mentions = _mentions.Of(source, volume, extent),
        };
    }

    private PageExtent? Extent(Source source)
    {
        var full = source.Mentions.Select(At).Where(resolved => resolved.Reference is PublishedReference { Form: ReferenceForm.Full or ReferenceForm.Idem, Pages: not null });
        foreach (var resolved in full)
        {
            if (PageExtent.Read(resolved.Reference.Pages!.Text, out _) is { } extent && source.Mentions.All(mention => At(mention).Reference.Pages is not { } pages || extent.Holds(pages.Text)))
            {
                return extent;
            }
        }

        return null;
    }

    private static bool PartOf(ReferenceKind kind, string? container) => container is not null && kind is ReferenceKind.Article or ReferenceKind.Chapter or ReferenceKind.Newspaper;

    private static SourceGroup GroupOf(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Archival => SourceGroup.Archives,
        ReferenceKind.EditedSource or ReferenceKind.Newspaper or ReferenceKind.Legal => SourceGroup.PrintedSources,
        _ => SourceGroup.Literature,
    };
}
