using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Exchange.Epub;

/// <summary>What a book is made with, beside the article.</summary>
public sealed record EpubSettings
{
    /// <summary>Recto's own words, in the language of the article where Recto has it.</summary>
    public SpokenWords Words { get; init; } = SpokenWords.English;

    /// <summary>The family that is embedded; empty where readers are to use their own.</summary>
    public IReadOnlyList<EpubFont> Fonts { get; init; } = [];

    /// <summary>The licence of the family, plain text: it goes with it.</summary>
    public string? FontLicence { get; init; }

    /// <summary>Keys of files whose bytes are not there: the book shows their names instead.</summary>
    public IReadOnlySet<string> Missing { get; init; } = new HashSet<string>();
}

/// <summary>A cut of the family that is embedded.</summary>
/// <param name="Name">Name of the file: <c>garamond-roman.woff2</c>.</param>
/// <param name="IsItalic">Whether it is the italic.</param>
/// <param name="Bytes">WOFF2.</param>
public sealed record EpubFont(string Name, bool IsItalic, ReadOnlyMemory<byte> Bytes);
