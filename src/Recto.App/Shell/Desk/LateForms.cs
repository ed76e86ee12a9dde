using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Recto.App.Shell.Language;

namespace Recto.App.Shell.Desk;

/// <summary>
/// A form that comes after the sign-in has ended. Its texts go back in a page that can send them again, so nothing typed is lost; files are let run out and not kept, for whoever is not signed in is to fill no disk.
/// </summary>
internal static class LateForms
{
    private const int MostText = RequestLimits.LargestBody;
    private const int MostFields = 1000;

    /// <summary>Answers with that page.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        var say = context.RequestServices.GetRequiredService<Say>();
        LateForm? form;
        try
        {
            form = await ReadAsync(context.Request, context.RequestAborted);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            form = null; // It breaks off, or holds more than any form of ours.
        }

        if (form is null)
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status400BadRequest);
            return;
        }

        await PageWriter.WriteAsync<LateFormPage>(context, form with { Masthead = new Masthead { Title = say["You are no longer signed in"], IsAccount = true, Language = say.Language } }, status: StatusCodes.Status403Forbidden);
    }

    private static async Task<LateForm?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var form = new LateForm { Action = LocalAddress.Header(request.Path + request.QueryString) ?? "/desk" };
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return request.ContentLength is null or 0 ? form : null;
        }

        if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            using var reader = new FormReader(request.Body) { ValueCountLimit = MostFields, ValueLengthLimit = MostText };
            return form with { Fields = Flat(await reader.ReadFormAsync(ct)) };
        }

        return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 200 } boundary
            ? await ReadPartsAsync(form, new MultipartReader(boundary, request.Body), ct) : null;
    }

    private static async Task<LateForm> ReadPartsAsync(LateForm form, MultipartReader parts, CancellationToken ct)
    {
        var (fields, files, length) = (new List<(string, string)>(), new List<string>(), 0L);
        while (await parts.ReadNextSectionAsync(ct) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var about) || HeaderUtilities.RemoveQuotes(about.Name).Value is not { } name || fields.Count + files.Count > MostFields)
            {
                throw new InvalidDataException("It is no form.");
            }

            if (about.FileName.HasValue || about.FileNameStar.HasValue)
            {
                files.Add(name); // The next part runs over its bytes.
                continue;
            }

            using var text = new MemoryStream();
            var buffer = new byte[16 * 1024];
            while (await part.Body.ReadAsync(buffer, ct) is > 0 and var read)
            {
                text.Write(buffer, 0, read);
                if ((length += read) > MostText)
                {
                    throw new InvalidDataException("It holds more text than any form of ours.");
                }
            }

            fields.Add((name, Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length)));
        }

        return form with { Fields = fields, Files = [.. files.Distinct()], IsMultipart = true };
    }

    private static List<(string, string)> Flat(Dictionary<string, StringValues> values) => [.. values.SelectMany(field => field.Value.Select(value => (field.Key, value ?? "")))];
}

/// <summary>A form that came too late.</summary>
public sealed record LateForm
{
    /// <summary>Where it was sent, and is sent again.</summary>
    public required string Action { get; init; }

    /// <summary>Names and texts of its fields, in their order.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>Names of the fields that held files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether it is sent in parts.</summary>
    public bool IsMultipart { get; init; }

    /// <summary>Head and foot.</summary>
    public Masthead Masthead { get; init; } = new() { Title = "" };
}
