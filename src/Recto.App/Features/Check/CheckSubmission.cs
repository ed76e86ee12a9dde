using System.Text;
using Recto.Notes.Checks;

namespace Recto.App.Features.Check;

/// <summary>What a person sent to <c>/check</c>.</summary>
internal sealed record CheckSubmission
{
    /// <summary>The text of the field, lines ended by a line feed; empty where nothing was written.</summary>
    public string Text { get; init; } = "";

    /// <summary>The file that was chosen, or that travelled along from the page before; null where the text is to be checked.</summary>
    public SentFile? File { get; init; }

    /// <summary>The house style.</summary>
    public HouseStyle Style { get; init; } = HouseStyle.OfTheArticle;

    /// <summary>What is to be done: the value of the button.</summary>
    public string Act { get; init; } = Acts.Check;

    /// <summary>The fixes that were ticked (<see cref="FixKey"/>).</summary>
    public IReadOnlySet<string> Fixes { get; init; } = new HashSet<string>();

    /// <summary>What is shown; null on a first check, which shows everything.</summary>
    public IReadOnlySet<string>? Shown { get; init; }

    /// <summary>Nothing was sent that could be checked.</summary>
    public bool IsEmpty => File is null && string.IsNullOrWhiteSpace(Text);

    /// <summary>What reports and files are named after, without an ending.</summary>
    public string BaseName => File is null ? "notes" : Path.GetFileNameWithoutExtension(File.Name) is { Length: > 0 } name ? name : "notes";

    /// <summary>What the corrected file is called.</summary>
    public string CorrectedName => $"{BaseName}-corrected{(File is null ? ".txt" : Path.GetExtension(File.Name))}";

    /// <summary>The document as reports name it.</summary>
    public string Name => File?.Name ?? "notes.txt";

    /// <summary>The document.</summary>
    public byte[] Bytes => File?.Bytes ?? Encoding.UTF8.GetBytes(Text);

    /// <summary>The same with another document.</summary>
    public CheckSubmission With(byte[] bytes) => File is null ? this with { Text = Encoding.UTF8.GetString(bytes) } : this with { File = File with { Bytes = bytes } };
}

/// <summary>A file as sent.</summary>
/// <param name="Name">Its name, without a path and without control characters.</param>
/// <param name="Bytes">What it holds.</param>
internal sealed record SentFile(string Name, byte[] Bytes);

/// <summary>The values of the buttons of the form.</summary>
internal static class Acts
{
    /// <summary>Check.</summary>
    public const string Check = "check";

    /// <summary>Check again while somebody writes: only the part of the page that shows what was found.</summary>
    public const string Live = "live";

    /// <summary>Apply the fixes that are ticked, and check again.</summary>
    public const string Apply = "apply";

    /// <summary>Apply all safe fixes, and check again.</summary>
    public const string ApplySafe = "safe";

    /// <summary>The corrected text or file, with the fixes that are ticked.</summary>
    public const string Corrected = "file";
}
