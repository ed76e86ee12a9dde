using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Storage.Access;
using Recto.Storage.Audit;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Features.Subscriptions.Libraries;

/// <summary>Networks of an institution.</summary>
/// <param name="Name">The institution.</param>
/// <param name="Key">Its part of addresses.</param>
/// <param name="MayChange">Whether whoever looks may add and remove.</param>
/// <param name="Ranges">A page of them.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Form">Networks to add.</param>
/// <param name="Warnings">What is to be confirmed before they are added.</param>
/// <param name="Notice">What was just done.</param>
/// <param name="Masthead">Head and foot.</param>
public sealed record LibraryNetworksView(string Name, string Key, bool MayChange, IReadOnlyList<InstitutionRangeRow> Ranges, string? Next, bool First, FormValues Form, IReadOnlyList<string> Warnings, string? Notice, Masthead Masthead);

/// <summary>Networks as a librarian enters them: read as the desk's are, warned of where they are another's too, and logged.</summary>
internal static class LibraryNetworks
{
    private const int Size = 100;
    private const int MostLines = 500;
    private const int MostFaults = 20;
    private const int MostOverlaps = 20;

    /// <summary>Shows them.</summary>
    public static async Task ShowAsync(HttpContext context, string key, LibraryDoor door, Say say, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, InstitutionRole.Viewer, ct) is var (institution, role))
        {
            await WriteAsync(context, institution, role, new FormValues(), [], context.Request.Query["done"].ToString() switch
            {
                "added" => say["Added. Readers there get in from now on."],
                "removed" => say["Removed. Readers there get in no longer."],
                _ => null,
            }, ct);
        }
    }

    /// <summary>Adds some.</summary>
    public static async Task AddAsync(HttpContext context, string key, LibraryDoor door, Database database, InstitutionStore store, KnownInstitutions known, AuditStore audit, TimeProvider time, Say say, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, InstitutionRole.Manager, ct) is not var (institution, role) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var now = time.GetUtcNow();
        var ranges = Read(form, institution.Id, now, say);
        var overlaps = form.IsRight ? Overlaps(ranges, institution, known) : [];
        List<string> warnings = [.. overlaps.Select(overlap => say["{0}: these addresses are entered for another institution too.", overlap.Common.ToString()])];
        if (!form.IsRight || warnings.Count > 0 && !form.Has("meant"))
        {
            await WriteAsync(context, institution, role, form, warnings, null, ct);
            return;
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            if (await store.AddRangesAsync(tx, institution.Id, ranges, now, ct) is not { } added)
            {
                form.Wrong("ranges", say["An institution has at most {0} networks.", InstitutionStore.MostRanges]);
            }
            else
            {
                var details = new JsonObject { ["is"] = string.Join(", ", added.Select(range => range.Written)) };
                if (overlaps.Count > 0)
                {
                    details["note"] = say["also of {0}", string.Join(", ", overlaps.Select(overlap => known.Find(overlap.Other.InstitutionId)?.Name).Distinct())];
                }

                await audit.AppendAsync(tx, DeskLog.Entry(context, "institution.rangesAdded", $"institution/{institution.Id}", institution.Name, null, details), now, ct);
                await tx.CommitAsync(ct);
            }
        }

        if (!form.IsRight)
        {
            await WriteAsync(context, institution, role, form, [], null, ct);
            return;
        }

        await known.RenewAsync(ct);
        await TellAsync(context, institution, overlaps, known, say, ct);
        DeskDoor.Done(context, $"{LibraryDoor.Address}/{institution.Key}/networks?done=added");
    }

    /// <summary>Asks before one is removed.</summary>
    public static async Task ConfirmRemoveAsync(HttpContext context, string key, LibraryDoor door, InstitutionStore store, Say say, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, InstitutionRole.Manager, ct) is not var (institution, _))
        {
            return;
        }

        if (!Guid.TryParse(context.Request.Query["range"], out var id) || await store.FindRangesAsync(institution.Id, [id], ct) is not [var range])
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var back = $"{LibraryDoor.Address}/{institution.Key}/networks";
        await PageWriter.WriteAsync<LibraryConfirmPage>(context, new LibraryConfirmView(institution.Name, institution.Key, [say["Readers who come from {0} are not known by that any more, and get in by sign-in only.", range.Written], say["It can be entered again at any time."]],
            say["Remove {0}", range.Written], back, ("range", id.ToString()), LibraryHome.Head(say["Remove {0} from the networks?", range.Written], say)));
    }

    /// <summary>Removes one.</summary>
    public static async Task RemoveAsync(HttpContext context, string key, LibraryDoor door, Database database, InstitutionStore store, KnownInstitutions known, AuditStore audit, TimeProvider time, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, InstitutionRole.Manager, ct) is not var (institution, _) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            var removed = Guid.TryParse(form.Text("range"), out var id) ? await store.RemoveRangesAsync(tx, institution.Id, [id], time.GetUtcNow(), ct) : [];
            if (removed.Count > 0)
            {
                await audit.AppendAsync(tx, DeskLog.Entry(context, "institution.rangesRemoved", $"institution/{institution.Id}", institution.Name, null, new JsonObject { ["was"] = removed[0].Written }), time.GetUtcNow(), ct);
                await tx.CommitAsync(ct);
            }
        }

        await known.RenewAsync(ct);
        DeskDoor.Done(context, $"{LibraryDoor.Address}/{institution.Key}/networks?done=removed");
    }

    private static List<InstitutionRangeRow> Read(FormValues form, Guid institution, DateTimeOffset now, Say say)
    {
        var (lines, ranges) = (RangeList.Read(form.Text("ranges") ?? ""), new List<InstitutionRangeRow>());
        if (lines.Count is 0 or > MostLines)
        {
            form.Wrong("ranges", lines.Count == 0 ? say["Write a network on each line, as {0}.", "192.0.2.0/24"] : say["Up to {0} networks are taken at once. Send them in parts.", MostLines]);
            return ranges;
        }

        var faults = new List<string>();
        foreach (var line in lines)
        {
            if (line.Fault is { } fault)
            {
                faults.Add(RangeWords.Of(fault, say));
            }
            else if (line.Range.IsWide)
            {
                faults.Add(say["“{0}” is wider than any institution's network. Where it is right, the publisher enters it.", line.Written]);
            }
            else
            {
                ranges.Add(new InstitutionRangeRow(Guid.CreateVersion7(now), institution, line.Range, line.Written, line.Note));
            }
        }

        if (faults.Count > 0)
        {
            form.Wrong("ranges", string.Join(" ", faults.Take(MostFaults)));
        }

        return ranges;
    }

    private static IReadOnlyList<RangeOverlap<InstitutionRange>> Overlaps(List<InstitutionRangeRow> ranges, KnownInstitution institution, KnownInstitutions known) =>
        [.. RangeOverlaps.Find([.. ranges.Select(range => new InstitutionRange(institution.Id, range.Range, false))],
            known.Ranges.Where(range => range.InstitutionId != institution.Id && !range.IsExcluded && !institution.WithAncestors.Contains(range.InstitutionId)), range => range.Range, MostOverlaps).Where(overlap => overlap.Other.InstitutionId != institution.Id)];

    // Whoever looks after the other institution is told; who they are is not shown here.
    private static async Task TellAsync(HttpContext context, KnownInstitution institution, IReadOnlyList<RangeOverlap<InstitutionRange>> overlaps, KnownInstitutions known, Say say, CancellationToken ct)
    {
        var (people, kept, site) = (context.RequestServices.GetRequiredService<InstitutionPeopleStore>(), context.RequestServices.GetRequiredService<KeptMails>(), context.RequestServices.GetRequiredService<SiteOptions>().AddressFor(context.Request));
        foreach (var group in overlaps.GroupBy(overlap => overlap.Other.InstitutionId))
        {
            if (known.Find(group.Key) is not { } other)
            {
                continue;
            }

            foreach (var person in (await people.ListAsync(other.Id, ct)).Where(person => person.Role == InstitutionRole.Manager))
            {
                await kept.AddAsync(LibraryMails.Overlap(person, other.Name, institution.Name, string.Join(", ", group.Select(overlap => overlap.Common.ToString()).Distinct()), $"{site}{LibraryDoor.Address}/{other.Key}/networks", say), ct);
            }
        }
    }

    private static async Task WriteAsync(HttpContext context, KnownInstitution institution, InstitutionRole role, FormValues form, List<string> warnings, string? notice, CancellationToken ct)
    {
        var say = context.RequestServices.GetRequiredService<Say>();
        Cursor? after = Cursor.TryParse(context.Request.Query["after"], out var cursor) ? cursor : null;
        var page = await context.RequestServices.GetRequiredService<InstitutionStore>().ListRangesAsync(institution.Id, Size, after, ct);
        await PageWriter.WriteAsync<LibraryNetworksPage>(context, new LibraryNetworksView(institution.Name, institution.Key, role == InstitutionRole.Manager, page.Items, page.Next?.ToString(), after is null, form, warnings, notice, LibraryHome.Head(say["Networks of {0}", institution.Name], say)),
            status: form.IsRight && warnings.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
