using System.Buffers;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Journals.Works;
using Recto.Notes.Text;
using Recto.Storage.Lists;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.App.Features.Works;

/// <summary>The pages of works for readers.</summary>
internal static class WorkPages
{
    private const int ListSize = 50;
    private const int CitingSize = 20;
    private const int LongestSought = 200;

    /// <summary>The list, or what is found in it: by one statement.</summary>
    public static async Task ListAsync(HttpContext context, WorkStore works, string? q, string? sort, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var sought = BoundedText.Cut((q ?? "").Trim(), LongestSought);
        var order = sort == "name" ? WorkOrder.Name : WorkOrder.MostCited;
        var page = await works.ListAsync(sought, order, Visibility.Published, ListSize, cursor, ct);
        context.Response.Headers.CacheControl = "private, no-cache";
        if (sought.Length > 0 || order != WorkOrder.MostCited)
        {
            context.Response.Headers["X-Robots-Tag"] = "noindex";
        }

        await PageWriter.WriteAsync<WorksPage>(context, new WorksView { Works = page.Items, Sought = sought, Order = order, Next = page.Next?.ToString(), IsFirst = cursor is null });
    }

    /// <summary>A work: by six statements.</summary>
    public static async Task ShowAsync(HttpContext context, WorkStore works, string id, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await OpenAsync(context, works, id, "", ct) is not { } work)
        {
            if (!context.Response.HasStarted && context.Response.StatusCode == StatusCodes.Status200OK)
            {
                await NotFound.WriteAsync(context);
            }

            return;
        }

        var citing = await works.ListCitingAsync(work.Id, Visibility.Published, CitingSize, cursor, ct);
        var view = new WorkView
        {
            Work = work,
            Citing = citing.Items,
            Related = await works.ListRelatedAsync(work, ct),
            Next = citing.Next?.ToString(),
            IsFirst = cursor is null,
            Reader = context.Reader(),
        };
        await PageWriter.WriteAsync<WorkPage>(context, view, Machines(view, context.Origin()));
    }

    /// <summary>A work that may be told of; null where there is none, or where it has become one with another and the request is answered by leading there.</summary>
    internal static async Task<WorkRow?> OpenAsync(HttpContext context, WorkStore works, string id, string rest, CancellationToken ct)
    {
        var work = await works.FindAsync(id, Visibility.Published, ct);
        if (work?.MergedInto is { } other)
        {
            context.Response.Redirect(WorksFeature.AddressOf(other) + rest, permanent: true);
            return null;
        }

        return work;
    }

    private static bool Place(string? after, out Cursor? cursor)
    {
        cursor = null;
        if (after is null)
        {
            return true;
        }

        var isPlace = Cursor.TryParse(after, out var place);
        cursor = place;
        return isPlace;
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Machines(WorkView view, string origin)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        output.Write("<script type=\"application/ld+json\">"u8);
        WorkJsonLd.Write(output, view.Work.Record, view.Work.Doi, origin + view.Address, view.Citing.Select(article => new WorkCitedBy(
            $"{origin}/articles/{Uri.EscapeDataString(article.Slug)}", article.Title, article.Doi,
            view.Opens(article) ? [.. article.Sources.SelectMany(source => source.Mentions).Select(mention => $"{origin}/articles/{Uri.EscapeDataString(article.Slug)}#{mention.HtmlId}").Distinct()] : [])));
        output.Write("</script>\n"u8);
        return new() { [Masthead.Machines] = output.WrittenMemory };
    }
}
