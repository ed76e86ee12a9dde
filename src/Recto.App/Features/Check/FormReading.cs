using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Recto.App.Shell.Reports;
using Recto.Notes.Checks;

namespace Recto.App.Features.Check;

/// <summary>Reads the form of <c>/check</c>: in memory only, never by way of a file, for nothing of what is sent may be left on a disk.</summary>
internal static class FormReading
{
    private const int LongestName = 120;

    /// <summary>Reads it.</summary>
    /// <returns>What was sent; or null and why it cannot be used.</returns>
    public static async Task<(CheckSubmission? Sent, CheckRefused? Refusal)> ReadAsync(HttpRequest request, CheckLimits limits, CancellationToken ct)
    {
        // The framework puts what is longer than this threshold into a temporary file.
        request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, new FormOptions
        {
            MemoryBufferThreshold = CheckLimits.BodyBytes + 1,
            MultipartBodyLengthLimit = CheckLimits.BodyBytes,
            ValueLengthLimit = CheckLimits.BodyBytes,
            BufferBodyLengthLimit = CheckLimits.BodyBytes,
            ValueCountLimit = 50_000,
        }));
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            return (null, new CheckRefused("The form that was sent cannot be read. Go back, load the page again and send it once more."));
        }

        var text = form["notes"].ToString().ReplaceLineEndings("\n");
        if (text.Length > limits.TextLength)
        {
            return (null, new CheckRefused($"The text has {FindingWords.Number(text.Length)} characters; up to {FindingWords.Number(limits.TextLength)} are checked at once. Send the notes in parts, or as a file."));
        }

        var (file, refusal) = await FileAsync(form, text, limits, ct);
        if (refusal is not null)
        {
            return (null, new CheckRefused(refusal, IsFile: true));
        }

        return (new CheckSubmission
        {
            Text = text,
            File = file,
            Style = HouseStyle.Find(form["profile"].ToString()) ?? HouseStyle.OfTheArticle,
            Act = form["do"].ToString() is { Length: > 0 } act ? act : Acts.Check,
            Fixes = form["fix"].OfType<string>().ToHashSet(StringComparer.Ordinal),
            Shown = form.ContainsKey("filtered") ? form["show"].OfType<string>().ToHashSet(StringComparer.Ordinal) : null,
        }, null);
    }

    // A file that was chosen now, else the text of the field, else the file that travelled along from the page before.
    private static async Task<(SentFile? File, string? Refusal)> FileAsync(IFormCollection form, string text, CheckLimits limits, CancellationToken ct)
    {
        if (form.Files.GetFile("file") is { FileName.Length: > 0 } chosen)
        {
            if (chosen.Length > limits.FileBytes)
            {
                return (null, $"“{NameOf(chosen.FileName)}” has {Sizes.Words(chosen.Length)}; up to {Sizes.Words(limits.FileBytes)} are taken. Pictures are most often what makes a manuscript large: leave them out, or paste the notes alone.");
            }

            using var copy = new MemoryStream((int)chosen.Length);
            await chosen.CopyToAsync(copy, ct);
            return copy.Length == 0 ? (null, $"“{NameOf(chosen.FileName)}” is empty: choose another file.") : (new SentFile(NameOf(chosen.FileName), copy.ToArray()), null);
        }

        if (!string.IsNullOrWhiteSpace(text) || form["carried"].ToString() is not { Length: > 0 } carried)
        {
            return (null, null);
        }

        var encoded = Encoding.ASCII.GetBytes(carried);
        if (!Base64.IsValid(encoded, out var length) || length == 0 || length > limits.FileBytes)
        {
            return (null, "The file that travels with the page did not arrive whole. Choose it again.");
        }

        Base64.DecodeFromUtf8InPlace(encoded, out var written);
        return (new SentFile(NameOf(form["carried-name"].ToString()), encoded[..written]), null);
    }

    /// <summary>A name without its path, without what no name should hold, and not too long.</summary>
    internal static string NameOf(string name)
    {
        var bare = new string([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)]).Trim();
        var extension = Path.GetExtension(bare);
        return bare.Length == 0 ? "manuscript" : bare.Length <= LongestName ? bare : bare[..(LongestName - Math.Min(extension.Length, 12))] + extension[..Math.Min(extension.Length, 12)];
    }
}

/// <summary>How large something is, in words.</summary>
internal static class Sizes
{
    /// <summary><c>212 KB</c>, <c>1.4 MB</c>.</summary>
    public static string Words(long bytes) => bytes < 1024 * 1024
        ? FormattableString.Invariant($"{Math.Max(1, bytes / 1024)} KB")
        : FormattableString.Invariant($"{bytes / (1024.0 * 1024):0.#} MB");
}
