using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.Resolution;
using Recto.Storage.Articles;

namespace Recto.App.Features.Import;

/// <summary>An article that is read, rendered and ready to be saved. The document itself is let go: only what is saved is kept in memory.</summary>
internal sealed record PreparedArticle
{
    public required string Path { get; init; }
    public required ImportOptions Options { get; init; }
    public required Article Article { get; init; }
    public required SourceFormat Format { get; init; }
    public required string Identity { get; init; }
    public required string SourceHash { get; init; }

    /// <summary>The address that the pictures in <see cref="Fragments"/> were written for.</summary>
    public required string Slug { get; init; }

    /// <summary>What is there already just so; null where something is to be saved.</summary>
    public ArticleStamp? Same { get; init; }

    /// <summary>What would be updated; null where the article is new.</summary>
    public ArticleStamp? Earlier { get; init; }

    /// <summary>What is made anew from its own file; null for a file that comes in.</summary>
    public ArticleToRemake? Remade { get; init; }

    /// <summary>The record as the file has it, where editors say otherwise; null where nobody does.</summary>
    public Article? AsRead { get; init; }

    /// <summary>The same file without what editors say of <see cref="Earlier"/>, should it turn out to be another article; null where they say nothing.</summary>
    public PreparedArticle? Unedited { get; init; }

    /// <summary>What stood when it was begun; null for a new article, and where it is to be saved whatever was changed meanwhile.</summary>
    public ArticleBasis? Basis { get; init; }

    /// <summary>What editors say of its notes.</summary>
    public IReadOnlyList<Recto.Notes.Corrections.NoteCorrection> Corrections { get; init; } = [];

    /// <summary>Null where nothing is to be saved.</summary>
    public ArticleFragments? Fragments { get; init; }

    /// <summary>Null where nothing is to be saved.</summary>
    public Apparatus? Apparatus { get; init; }

    /// <summary>The bibliography that its notes imply; null where nothing is to be saved.</summary>
    public Bibliography? Bibliography { get; init; }

    /// <summary>What it cites of what is published.</summary>
    public IReadOnlyList<CitedWorkToSave> Cited { get; init; } = [];

    public IReadOnlyList<NoteToSave> Notes { get; init; } = [];
    public IReadOnlyList<FileToSave> Files { get; init; } = [];

    /// <summary>Its files, where they are kept already; null where they are still to be kept.</summary>
    public IReadOnlyList<Storage.Files.ArticleFile>? Kept { get; init; }

    public required IReadOnlyList<ImportWarning> Warnings { get; init; }
    public required IReadOnlyList<string> LeftOut { get; init; }
}

/// <summary>A file of an article before it is kept.</summary>
/// <param name="Name">Its name in the article.</param>
/// <param name="Role">What it is for.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Bytes">Its bytes; null where they are on disk.</param>
/// <param name="Path">Where they are; null where they are in <paramref name="Bytes"/>.</param>
internal sealed record FileToSave(string Name, Storage.Files.FileRole Role, string MediaType, byte[]? Bytes, string? Path)
{
    /// <summary>The file as it is in the store already; null for one that comes in.</summary>
    public Storage.Files.ArticleFile? Kept { get; init; }

    /// <summary>By which names the document calls it; null for what is no picture.</summary>
    public IReadOnlyList<string>? Called { get; init; }

    /// <summary>What a picture must be turned from before browsers show it; null for one that is shown as it came. <see cref="Open"/> gives the original until then.</summary>
    public PictureKind? ToTurn { get; init; }

    /// <summary>Width of a picture in pixels as seen; null where it is not known.</summary>
    public int? Width { get; init; }

    /// <summary>Height of a picture in pixels as seen; null where it is not known.</summary>
    public int? Height { get; init; }

    /// <summary>The picture that this one was turned or cleaned from; null where it came by itself.</summary>
    public Storage.Files.FileHash? MadeFrom { get; init; }

    /// <summary>The rule by which its sizes were made; null where that was not tried.</summary>
    public string? MadeBy { get; init; }

    /// <summary>Hash of a picture's bytes; null where nobody has asked yet.</summary>
    public Storage.Files.FileHash? Hash { get; init; }

    /// <summary>Its row, once its bytes are kept.</summary>
    /// <param name="stored">Its bytes.</param>
    public Storage.Files.ArticleFile Row(Storage.Files.StoredFile stored) => new()
    {
        Name = Name,
        Role = Role,
        MediaType = MediaType,
        Hash = stored.Hash,
        Length = stored.Length,
        Called = Called,
        Width = Width,
        Height = Height,
        MadeFrom = MadeFrom,
        MadeBy = MadeBy,
    };

    public Stream Open() => Bytes is not null ? new MemoryStream(Bytes, writable: false) : File.OpenRead(Path!);
}
