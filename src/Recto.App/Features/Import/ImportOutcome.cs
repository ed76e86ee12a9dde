using Recto.Journals.Articles;

namespace Recto.App.Features.Import;

/// <summary>What became of one file.</summary>
/// <param name="Path">As it is named in the report.</param>
internal abstract record ImportOutcome(string Path)
{
    /// <summary>What was odd, absent or supplied.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    /// <summary>Furniture of a saved page that was left out, as printed.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

/// <summary>The file is an article of the site now.</summary>
/// <param name="Path">As it is named in the report.</param>
/// <param name="Slug">Its part of the address.</param>
internal abstract record ArticleOutcome(string Path, string Slug) : ImportOutcome(Path)
{
    /// <summary>Its id; null in a dry run.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its title; null where nothing was read.</summary>
    public string? Title { get; init; }

    /// <summary>The path of its page.</summary>
    public string Address => "/articles/" + Slug;
}

/// <summary>It is new.</summary>
internal sealed record Imported(string Path, string Slug) : ArticleOutcome(Path, Slug);

/// <summary>It was there and is now as the file says.</summary>
internal sealed record Updated(string Path, string Slug) : ArticleOutcome(Path, Slug);

/// <summary>It was there just so.</summary>
internal sealed record Unchanged(string Path, string Slug) : ArticleOutcome(Path, Slug);

/// <summary>The file was not taken, and nothing of it is left behind.</summary>
/// <param name="Path">As it is named in the report.</param>
/// <param name="Line">Line of the source, from 1; null where no place can be named.</param>
/// <param name="Column">Column in UTF-16 code units, from 1; null where no place can be named.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record Refused(string Path, int? Line, int? Column, string Message) : ImportOutcome(Path);

/// <summary>Somebody changed the article while it was made anew; nothing was written, and it is to be made once more.</summary>
/// <param name="Path">As it is named in the report.</param>
internal sealed record Overtaken(string Path) : ImportOutcome(Path);
