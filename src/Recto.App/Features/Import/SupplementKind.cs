namespace Recto.App.Features.Import;

/// <summary>Media types of files that an article names and readers take away. They are sent as attachments; a type that a browser would run is not given.</summary>
internal static class SupplementKind
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf",
        [".csv"] = "text/csv",
        [".tsv"] = "text/tab-separated-values",
        [".txt"] = "text/plain",
        [".json"] = "application/json",
        [".zip"] = "application/zip",
        [".doc"] = "application/msword",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".mp4"] = "video/mp4",
        [".webm"] = "video/webm",
        [".mov"] = "video/quicktime",
        [".avi"] = "video/x-msvideo",
        [".mp3"] = "audio/mpeg",
        [".wav"] = "audio/wav",
        [".ogg"] = "audio/ogg",
        [".rtf"] = "application/rtf",
        [".epub"] = "application/epub+zip",
    };

    /// <summary>The media type by the end of a name; bytes without a type where we do not know it.</summary>
    public static string Of(string name) => Types.GetValueOrDefault(Path.GetExtension(name)) ?? "application/octet-stream";

    /// <summary>The end of a name, in small letters, if it is one: a point and one to eight letters or digits; else none.</summary>
    public static string EndingOf(string name)
    {
        var ending = Path.GetExtension(name);
        return ending.Length is > 1 and <= 9 && ending.AsSpan(1).IndexOfAnyExcept(LettersAndDigits) < 0 ? ending.ToLowerInvariant() : "";
    }

    private static readonly System.Buffers.SearchValues<char> LettersAndDigits = System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
