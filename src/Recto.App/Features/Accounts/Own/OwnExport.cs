using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.SignIn;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Own;

/// <summary>A copy of everything that the site keeps of somebody (GDPR, articles 15 and 20): an archive with JSON for programs, a page for people, and files.</summary>
internal static class OwnExport
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>Maps it. A form and no link, so that no page of another site can have it made.</summary>
    public static void MapOwnExport(this IEndpointRouteBuilder routes) => routes.MapDeskForm(OwnPages.Address + "/data", SendAsync).RequireRateLimiting(SignInRate.Name);

    private static async Task SendAsync(HttpContext context, UserManager<Account> users, IEnumerable<OwnData> sources, Say say, TimeProvider time, CancellationToken ct)
    {
        if (await OwnPages.AccountAsync(context, users) is not { } account)
        {
            return;
        }

        var person = new OwnPerson(account.Id, account.Email, account.EmailKey);
        var parts = new List<OwnRecords>();
        foreach (var source in sources)
        {
            if (await source(person, ct) is { } records)
            {
                parts.Add(records);
            }
        }

        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"recto-my-data-{time.GetUtcNow():yyyy-MM-dd}.zip\"";
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            var json = new JsonObject([.. parts.Select(part => KeyValuePair.Create<string, JsonNode?>(part.Key, part.Rows))]);
            await AddAsync(zip, "my-data.json", Encoding.UTF8.GetBytes(json.ToJsonString(Json)), ct);
            await AddAsync(zip, "my-data.html", Encoding.UTF8.GetBytes(Page(parts, account.Name, say)), ct);
            foreach (var part in parts)
            {
                foreach (var (name, content) in part.Files)
                {
                    await AddAsync(zip, $"{part.Key}/{name}", content, ct);
                }
            }
        }

        whole.Position = 0;
        await whole.CopyToAsync(context.Response.Body, ct);
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Optimal).OpenAsync(ct);
        await entry.WriteAsync(content, ct);
    }

    /// <summary>The page for people: a heading for each part, a list for each row.</summary>
    private static string Page(IEnumerable<OwnRecords> parts, string name, Say say)
    {
        var html = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"{say.Language}\"><head><meta charset=\"utf-8\"><title>{Encode(name)}</title></head><body>\n<h1>{Encode(name)}</h1>\n");
        foreach (var part in parts)
        {
            html.Append("<h2>").Append(Encode(part.Heading)).Append("</h2>\n");
            if (part.Rows.Count == 0)
            {
                html.Append("<p>").Append(Encode(say["Nothing is kept."])).Append("</p>\n");
            }

            foreach (var row in part.Rows.OfType<JsonObject>())
            {
                html.Append("<dl>");
                foreach (var (key, value) in row.Where(field => field.Value is not null))
                {
                    html.Append("<dt>").Append(Encode(key)).Append("</dt><dd>").Append(Encode(value is JsonArray many ? string.Join(", ", many) : value!.ToString())).Append("</dd>");
                }

                html.Append("</dl>\n");
            }
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
