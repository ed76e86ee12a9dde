using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>Reads which files an article has and which of them are its galleys. Manuscripts, reviews and corrections of them are files too: those are nobody's business here.</summary>
internal sealed class OjsFiles
{
    private static readonly string[] Elements = ["submission_file", "artwork_file", "supplementary_file"];
    private readonly List<(OjsFile File, int Revision)> _files = [];

    private OjsFiles()
    {
    }

    /// <summary>The files of a submission.</summary>
    /// <param name="submission">The element that has them.</param>
    public static OjsFiles Of(XElement submission)
    {
        var all = new OjsFiles();
        foreach (var element in submission.Elements().Where(element => Elements.Contains(element.Name.LocalName)))
        {
            // 3.3 and later: <file id extension>, several in one element; before: <revision number filename filetype>, each in an element of its own with the same id.
            // Several: the one that is named, else the last.
            var parts = element.Elements("file").Concat(element.Elements("revision")).ToList();
            var named = (string?)element.Attribute("file_id");
            var part = parts.Find(part => part.Name.LocalName == "file" && named is not null && (string?)part.Attribute("id") == named)
                ?? Enumerable.Reverse(parts).MaxBy(part => Number((string?)part.Attribute("number")));
            if (part is null)
            {
                continue;
            }

            var owner = (string?)(element.Element("submission_file_ref") ?? part.Element("submission_file_ref"))?.Attribute("id");
            var name = OjsIssues.Words((string?)part.Attribute("filename")) ?? OjsIssues.Words((element.Element("name") ?? part.Element("name"))?.Value) ?? "file";
            all._files.Add((Of(part, (string?)element.Attribute("id"), name, owner), Number((string?)part.Attribute("number"))));
        }

        return all;
    }

    /// <summary>The file that an element refers to; null where there is none.</summary>
    public OjsFile? Find(XElement reference)
    {
        var id = (string?)reference.Attribute("id");
        var revision = Number((string?)reference.Attribute("revision"));
        var known = _files.Where(file => id is not null && file.File.Id == id).ToList();
        OjsFile? exact = revision > 0 ? known.FindLast(file => file.Revision == revision).File : null;
        return exact ?? (known.Count == 0 ? null : Enumerable.Reverse(known).MaxBy(file => file.Revision).File);
    }

    /// <summary>The files that belong to one of these.</summary>
    public IReadOnlyList<OjsFile> DependentsOf(IEnumerable<OjsFile> owners)
    {
        var ids = owners.Select(file => file.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. _files.Where(file => file.File.Owner is { } owner && ids.Contains(owner)).OrderByDescending(file => file.Revision).Select(file => file.File)];
    }

    /// <summary>How many are neither a galley nor belong to one.</summary>
    public int Others(IReadOnlyCollection<OjsFile> taken) => _files.Select(file => file.File.Id).Distinct().Count(id => !taken.Any(file => file.Id == id));

    /// <summary>One file.</summary>
    /// <param name="holder">The element in which its bytes or its address stand.</param>
    /// <param name="id">Its number.</param>
    /// <param name="name">Its name.</param>
    /// <param name="owner">The file that it belongs to.</param>
    public static OjsFile Of(XElement holder, string? id, string name, string? owner)
    {
        var embedded = holder.Element("embed");
        var source = (string?)holder.Element("href")?.Attribute("src");
        var ending = (string?)holder.Attribute("extension") ?? "";
        var bare = name.Replace('\\', '/');
        bare = bare[(bare.LastIndexOf('/') + 1)..];
        if (!bare.Contains('.', StringComparison.Ordinal) && ending.Length is > 0 and <= 8 && ending.All(char.IsAsciiLetterOrDigit))
        {
            bare += "." + ending;
        }

        return new OjsFile
        {
            Id = id,
            Name = bare.Length == 0 ? "file" : bare,
            Owner = owner,
            Aside = (int?)embedded?.Attribute(OjsTrees.AsideName),
            Source = embedded is null ? source : null,
            Fault = embedded is null ? source is null ? "its bytes are not in the export" : null : (string?)embedded.Attribute(OjsTrees.FaultName) ?? (embedded.Attribute(OjsTrees.AsideName) is null ? "it is empty" : null),
        };
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
