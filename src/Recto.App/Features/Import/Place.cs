using Recto.Journals.Articles;

namespace Recto.App.Features.Import;

/// <summary>What something that holds many articles says of one of them beside its file.</summary>
internal abstract record Place
{
    /// <summary>The options for this article.</summary>
    public abstract ImportOptions Over(ImportOptions options);

    /// <summary>What makes it the same when it comes again; null for what its record says.</summary>
    public virtual string? Identity => null;

    /// <summary>What was odd before its file was read.</summary>
    /// <param name="options">What the operator asked for.</param>
    public virtual IEnumerable<ImportWarning> Warnings(ImportOptions options) => [];

    /// <summary>What was not taken.</summary>
    public virtual IReadOnlyList<string> LeftOut => [];
}
