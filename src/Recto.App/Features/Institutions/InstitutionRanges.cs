using System.Text;
using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Lists;

namespace Recto.App.Features.Institutions;

/// <summary>The networks of an institution.</summary>
public sealed record RangesView
{
    /// <summary>Who works on them.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>The institution.</summary>
    public required Institution Institution { get; init; }

    /// <summary>A page of its ranges.</summary>
    public required IReadOnlyList<InstitutionRangeRow> Ranges { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Whether it is the first page.</summary>
    public required bool First { get; init; }

    /// <summary>What the form holds: what was refused stands in it.</summary>
    public required FormValues Form { get; init; }

    /// <summary>Lines that were refused, and why.</summary>
    public IReadOnlyList<(int Line, string Sentence)> Refused { get; init; } = [];

    /// <summary>Ranges that have addresses in common, in words.</summary>
    public required IReadOnlyList<string> Overlaps { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }
}

/// <summary>The networks of an institution at the desk: listed, added as a list or a file, taken out, removed.</summary>
internal static class InstitutionRanges
{
    private const int Size = 100;
    private const int MostLines = 5000;
    private const int MostRefusedShown = 200;
    private const int MostOverlaps = 50;

    /// <summary>Shows them.</summary>
    public static async Task ShowAsync(HttpContext context, InstitutionChange change, KnownInstitutions known, Say say, string key, string? after, CancellationToken ct)
    {
        if (await change.EnterAsync(context, key, ct) is { } institution)
        {
            await AnswerAsync(context, change, known, institution, new FormValues(), [], Notices.Of(say, context), after, StatusCodes.Status200OK, ct);
        }
    }

    /// <summary>Takes a list, or what is to be done with ranges that are there.</summary>
    public static async Task ChangeAsync(HttpContext context, InstitutionChange change, KnownInstitutions known, Say say, string key, CancellationToken ct)
    {
        if (await change.EnterAsync(context, key, ct) is not { } institution || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (form.Text("do") is "remove" or "exclude" or "count")
        {
            await ChangeAsync(context, change, institution, form, say, ct);
            return;
        }

        var text = form.Files["file"] is { Length: > 0 } file ? await ReadAsync(file, ct) : form.Text("ranges");
        if (text is null)
        {
            form.Wrong("ranges", say["Nothing stands here yet. Write addresses, one range a line, or choose a file."]);
            await AnswerAsync(context, change, known, institution, form, [], null, null, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        var lines = RangeList.Read(text);
        if (lines.Count > MostLines)
        {
            form.Wrong("ranges", say["The list has {0} ranges; up to {1} are taken at once. Send it in parts.", lines.Count, MostLines]);
            await AnswerAsync(context, change, known, institution, form, [], null, null, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        var refused = lines.Select(line => (Line: line, Sentence: Refusal(line, form.Has("wide"), say))).Where(line => line.Sentence is not null).ToList();
        var added = await AddAsync(context, change, institution, [.. lines.Except(refused.Select(line => line.Line))], ct);
        if (added is null)
        {
            form.Wrong("ranges", say["One institution can have {0} ranges, and these are more. Put neighbours together, or write them as networks.", InstitutionStore.MostRanges]);
            await AnswerAsync(context, change, known, institution, form, [], null, null, StatusCodes.Status422UnprocessableEntity, ct);
        }
        else if (refused.Count == 0)
        {
            DeskDoor.Done(context, $"{InstitutionList.Address}/{key}/ranges?done=added");
        }
        else
        {
            // What was refused stays in the form, to be mended; the rest is kept.
            form.Set("ranges", string.Join('\n', refused.Select(line => line.Line.Note is { } note ? $"{line.Line.Written} {note}" : line.Line.Written)));
            form.Wrong("ranges", say.Count(refused.Count, "{0} line was not taken; it stands in the form. The others are saved.|{0} lines were not taken; they stand in the form. The others are saved."));
            await AnswerAsync(context, change, known, institution, form, [.. refused.Take(MostRefusedShown).Select(line => (line.Line.Line, line.Sentence!))],
                added.Count == 0 ? null : say.Count(added.Count, "{0} range is saved, and holds at once.|{0} ranges are saved, and hold at once."), null, StatusCodes.Status422UnprocessableEntity, ct);
        }
    }

    /// <summary>Which ranges of an institution have addresses in common, with each other and with others', in words.</summary>
    public static IReadOnlyList<string> Overlaps(Guid id, KnownInstitutions known, Say say)
    {
        var ranges = known.Ranges;
        return [.. RangeOverlaps.Find([.. ranges.Where(range => range.InstitutionId == id && !range.IsExcluded)], ranges.Where(range => range.InstitutionId != id && !range.IsExcluded), range => range.Range, MostOverlaps).Select(pair =>
            pair.Other.InstitutionId == id
                ? say["{0} and {1} of this institution have {2} in common.", pair.One.Range, pair.Other.Range, pair.Common]
                : say["{0} has {1} in common with {2} of {3}: readers from there count for both.", pair.One.Range, pair.Common, pair.Other.Range, known.Find(pair.Other.InstitutionId)?.Name])];
    }

    private static string? Refusal(RangeLine line, bool mayBeWide, Say say) => line.Fault is { } fault ? RangeWords.Of(fault, say)
        : line.Range.IsWide && !mayBeWide ? say["“{0}” is wider than a /8 of IPv4 or a /24 of IPv6, and no institution has that many addresses. Tick the box if it is meant.", line.Written]
        : line.Written.Length > 200 ? say["This has {0} characters; up to {1} are kept.", line.Written.Length, 200]
        : null;

    private static async Task<IReadOnlyList<InstitutionRangeRow>?> AddAsync(HttpContext context, InstitutionChange change, Institution institution, IReadOnlyList<RangeLine> lines, CancellationToken ct)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        return await change.MakeAsync(async (tx, now) =>
        {
            var added = await change.Institutions.AddRangesAsync(tx, institution.Id, [.. lines.Select(line => new InstitutionRangeRow(Guid.CreateVersion7(now), institution.Id, line.Range, line.Written, line.Note))], now, ct);
            if (added is { Count: > 0 })
            {
                await change.LogAsync(context, tx, "institution.rangesAdded", institution, Details(added), now, ct);
            }

            return added;
        }, ct);
    }

    private static async Task ChangeAsync(HttpContext context, InstitutionChange change, Institution institution, FormValues form, Say say, CancellationToken ct)
    {
        var ids = form.All("range").Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(Size).ToList();
        var act = form.Text("do");
        if (act == "remove" && ids.Count > 0 && !form.Has("sure"))
        {
            await AskAsync(context, change, institution, ids, say, ct);
            return;
        }

        await change.MakeAsync(async (tx, now) =>
        {
            var changed = act == "remove" ? await change.Institutions.RemoveRangesAsync(tx, institution.Id, ids, now, ct) : await change.Institutions.ExcludeRangesAsync(tx, institution.Id, ids, act == "exclude", now, ct);
            if (changed.Count == 0)
            {
                return null;
            }

            await change.LogAsync(context, tx, act switch { "remove" => "institution.rangesRemoved", "exclude" => "institution.rangesExcluded", _ => "institution.rangesCounted" }, institution, Details(changed), now, ct);
            return changed;
        }, ct);
        DeskDoor.Done(context, $"{InstitutionList.Address}/{institution.Key}/ranges{(ids.Count == 0 ? "" : $"?done={act switch { "remove" => "removed", "exclude" => "excluded", _ => "counted" }}")}");
    }

    // Asks before ranges are removed: readers lose their way in by it.
    private static async Task AskAsync(HttpContext context, InstitutionChange change, Institution institution, List<Guid> ids, Say say, CancellationToken ct)
    {
        var (found, back) = (await change.Institutions.FindRangesAsync(institution.Id, ids, ct), $"{InstitutionList.Address}/{institution.Key}/ranges");
        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say.Count(found.Count, "Remove {0} range of addresses?|Remove {0} ranges of addresses?"),
            [string.Join("; ", found.Take(MostRefusedShown).Select(range => range.Written)), say["Readers who come from there are not known by that any more. To keep them and let nobody in, take them out of what counts instead."]],
            found.Count == 0 ? null : say["Remove them"], back, back)
        {
            Place = InstitutionList.Address,
            Crumbs = [(InstitutionList.Address, say["Institutions"]), ($"{InstitutionList.Address}/{institution.Key}", institution.Name), (back, say["Addresses"])],
            Fields = [("do", "remove"), ("sure", "on"), .. found.Select(range => ("range", range.Id.ToString()))],
        });
    }

    private static JsonObject Details(IReadOnlyList<InstitutionRangeRow> ranges) => new() { ["count"] = ranges.Count, ["addresses"] = string.Join("; ", ranges.Take(50).Select(range => range.Written)) };

    // Exports of older systems are in one byte a letter; what is to be read of them is ASCII.
    private static async Task<string?> ReadAsync(IFormFile file, CancellationToken ct)
    {
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var text = (await reader.ReadToEndAsync(ct)).Replace("\0", "", StringComparison.Ordinal);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static async Task AnswerAsync(HttpContext context, InstitutionChange change, KnownInstitutions known, Institution institution, FormValues form, IReadOnlyList<(int, string)> refused, string? notice, string? after, int status, CancellationToken ct)
    {
        Cursor? cursor = Cursor.TryParse(after, out var place) ? place : null;
        var page = await change.Institutions.ListRangesAsync(institution.Id, Size, cursor, ct);
        await PageWriter.WriteAsync<RangesPage>(context, new RangesView
        {
            Person = context.Person()!,
            Institution = institution,
            Ranges = page.Items,
            Next = page.Next?.ToString(),
            First = cursor is null,
            Form = form,
            Refused = refused,
            Overlaps = Overlaps(institution.Id, known, context.RequestServices.GetRequiredService<Say>()),
            Notice = notice,
        }, status: status);
    }
}
