using System.Globalization;
using Recto.App.Features.Api.Answers;
using Recto.App.Features.Api.Describing;
using Recto.Journals.Usage;
using Recto.Storage.Articles;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Features.Api;

/// <summary>Notes and sources.</summary>
internal static class NoteOperations
{
    private const int MostLevels = 12;
    private const int LongestPath = 150;

    /// <summary>The addresses.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(new()
        {
            Id = "listNotes",
            Path = "/articles/{slug}/notes",
            Tag = "Notes",
            Summary = "Notes of one article, with what was read in them",
            Parameters = [ArticleOperations.Slug, Parameter.Limit(), Parameter.Cursor],
            Answer = typeof(NoteList),
            Problems = [301, 403, 404, 410],
        }, ListAsync),
        new(new()
        {
            Id = "getNote",
            Path = "/articles/{slug}/notes/{note}",
            Tag = "Notes",
            Summary = "One note",
            Parameters = [ArticleOperations.Slug, Parameter.Part("note", "Key of the note.", "12")],
            Answer = typeof(NoteRecord),
            Problems = [301, 403, 404, 410],
        }, FindAsync),
        new(new()
        {
            Id = "listSources",
            Path = "/articles/{slug}/sources",
            Tag = "Sources",
            Summary = "Works and archival units that one article cites, in order of first mention",
            Parameters = [ArticleOperations.Slug, Parameter.Limit(), Parameter.Cursor],
            Answer = typeof(SourceList),
            Problems = [301, 404, 410],
        }, ListSourcesAsync),
        new(new()
        {
            Id = "listArchivalUnits",
            Path = "/sources",
            Tag = "Sources",
            Summary = "Archival units that the published articles of this site cite",
            Description = "One line for each unit and article, by archive and path; paths are compared byte by byte. Works are told with each article, and over all articles at /works.",
            Parameters =
            [
                new("archive", "Id of the archive.", "rgaspi") { Longest = 100 },
                new("path", "Levels from the top down with which the path begins, parted by slashes, a slash in a level as %2F; needs archive.", "558/11") { Longest = LongestPath },
                Parameter.Limit(),
                Parameter.Cursor,
            ],
            Answer = typeof(UnitList),
        }, ListUnitsAsync),
    ];

    private static async Task ListAsync(ApiRequest request, CancellationToken ct)
    {
        var (limit, after) = (request.Limit, Ordinal(request));
        var (row, _) = await ArticleDoor.OpenAsync(request, decision => decision.Notes, UsageForm.Note, ct);
        var notes = await request.Get<ApparatusStore>().ListToldAsync(row.Id, limit + 1, after, ct);
        var (next, cursor) = request.Next(notes.Count > limit ? Place(row.Id, notes[limit - 1].Ordinal) : null);
        await ApiDoor.WriteAsync(request.Context, new NoteList { Items = [.. notes.Take(limit).Select(note => Telling.Of(request, row.Slug, note))], Next = next, NextCursor = cursor }, ApiWriter.Json.NoteList);
    }

    private static async Task FindAsync(ApiRequest request, CancellationToken ct)
    {
        var (row, _) = await ArticleDoor.OpenAsync(request, decision => decision.Notes, UsageForm.Note, ct);
        var note = await request.Get<ApparatusStore>().FindToldAsync(row.Id, "n" + request.Part("note"), ct) ?? throw ApiRefusedException.NotFound("The article has no note of this key.");
        await ApiDoor.WriteAsync(request.Context, Telling.Of(request, row.Slug, note), ApiWriter.Json.NoteRecord);
    }

    private static async Task ListSourcesAsync(ApiRequest request, CancellationToken ct)
    {
        var (limit, after) = (request.Limit, Ordinal(request));
        var (row, decision) = await ArticleDoor.OpenAsync(request, decision => decision.Record, UsageForm.Sources, ct);
        var sources = await request.Get<ApparatusStore>().ListToldSourcesAsync(row.Id, limit + 1, after, ct);
        var (next, cursor) = request.Next(sources.Count > limit ? Place(row.Id, sources[limit - 1].Ordinal) : null);
        await ApiDoor.WriteAsync(request.Context, new SourceList { Items = [.. sources.Take(limit).Select(source => Telling.Of(request, source, decision))], Next = next, NextCursor = cursor }, ApiWriter.Json.SourceList);
    }

    private static async Task ListUnitsAsync(ApiRequest request, CancellationToken ct)
    {
        var (limit, archive, path) = (request.Limit, request.Text("archive"), request.Text("path")?.Split('/').Select(Uri.UnescapeDataString).ToList() ?? []);
        if (path.Count > 0 && archive is null)
        {
            throw ApiRefusedException.Parameter("path", "It needs the parameter archive.");
        }

        if (path.Count > MostLevels || path.Any(level => string.IsNullOrWhiteSpace(level) || StoredText.FindUnkeepable(level) >= 0))
        {
            throw ApiRefusedException.Parameter("path", $"It is at most {MostLevels} levels parted by slashes, as 558/11, none of them empty.");
        }

        var (units, hasMore) = await request.Get<ApparatusStore>().ListToldUnitsAsync(archive, path, limit, After(request), ct);
        var (next, cursor) = request.Next(hasMore ? Place(ApparatusStore.PlaceOf(units[^1])) : null);
        await ApiDoor.WriteAsync(request.Context, new UnitList { Items = [.. units.Select(unit => Telling.Of(request, unit))], Next = next, NextCursor = cursor }, ApiWriter.Json.UnitList);
    }

    private static Cursor Place(Guid article, int ordinal) => new(ordinal.ToString(CultureInfo.InvariantCulture), article);

    private static int? Ordinal(ApiRequest request) => request.Cursor is { } cursor ? Number(cursor.Sort) : null;

    private static Cursor Place(UnitPlace place) => new(string.Create(CultureInfo.InvariantCulture, $"{place.Ordinal}\n{place.RepositoryId}\n{place.PathKey}"), place.ArticleId);

    private static UnitPlace? After(ApiRequest request) => request.Cursor is not { } cursor ? null
        : cursor.Sort.Split('\n', 3) is [var ordinal, var repository, var path] ? new UnitPlace(repository, path, cursor.Id, Number(ordinal)) : throw BadCursor();

    // A cursor that somebody made up may hold anything.
    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw BadCursor();

    private static ApiRefusedException BadCursor() => ApiRefusedException.Parameter("cursor", "It is no cursor of this list.");
}
