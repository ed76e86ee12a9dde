using System.Text.Json.Nodes;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Storage.Audit;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.App.Features.Works;

/// <summary>What editors decide of works: in one transaction with its line in the log; finished pages are thrown away after it.</summary>
internal sealed class WorkChange(WorkStore works, AuditStore audit, PublishedChange change)
{
    /// <summary>Makes two works one.</summary>
    /// <returns>Whether it was done; it is not where one of them is gone.</returns>
    public Task<bool> MergeAsync(HttpContext context, WorkRow from, WorkRow into, string? reason, CancellationToken ct) => change.MakeAsync(async (tx, now) =>
    {
        if (await works.MergeAsync(tx, from.Id, into.Id, By(context, reason), now, ct) is not { } decision)
        {
            return false;
        }

        await LogAsync(tx, context, "work.merged", from, new JsonObject { ["into"] = into.Record.DisplayTitle, ["address"] = WorksFeature.AddressOf(into.Slug), ["reason"] = reason, ["decision"] = decision.ToString() }, now, ct);
        return true;
    }, ct);

    /// <summary>Takes sources out of a work.</summary>
    /// <returns>The work to which they went; null where nothing was done.</returns>
    public async Task<Guid?> SplitAsync(HttpContext context, WorkRow from, IReadOnlyCollection<(Guid, string)> chosen, string? reason, CancellationToken ct)
    {
        Guid? to = null;
        await change.MakeAsync(async (tx, now) =>
        {
            if (await works.SplitAsync(tx, from.Id, chosen, null, By(context, reason), now, ct) is not var (decision, work))
            {
                return false;
            }

            to = work;
            await LogAsync(tx, context, "work.split", from, new JsonObject { ["sources"] = chosen.Count, ["reason"] = reason, ["decision"] = decision.ToString() }, now, ct);
            return true;
        }, ct);
        return to;
    }

    /// <summary>Takes a decision back.</summary>
    /// <returns>The decision; null where it does not hold any more.</returns>
    public Task<WorkDecisionRow?> UndoAsync(HttpContext context, Guid decision, CancellationToken ct) =>
        change.MakeAsync(async (tx, now) =>
        {
            var undone = await works.UndoAsync(tx, decision, By(context, null), now, ct);
            if (undone is not null)
            {
                await audit.AppendAsync(tx, DeskLog.Entry(context, "work.undone", $"work/{undone.FromWork}", undone.FromTitle, null, new JsonObject { ["decision"] = decision.ToString() }), now, ct);
            }

            return undone;
        }, ct);

    private Task LogAsync(WriteTransaction tx, HttpContext context, string act, WorkRow work, JsonObject details, DateTimeOffset now, CancellationToken ct) =>
        audit.AppendAsync(tx, DeskLog.Entry(context, act, $"work/{work.Id}", work.Record.DisplayTitle, null, details), now, ct);

    private static WorkDecider By(HttpContext context, string? reason)
    {
        var person = context.Person()!;
        return new WorkDecider(person.Id, person.Called, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
    }
}
