namespace Recto.Storage.Sql;

/// <summary>Which articles a query may show. There is no default, so that nobody shows a draft by forgetting.</summary>
public enum Visibility
{
    /// <summary>What is published only.</summary>
    Published = 1,

    /// <summary>Drafts too: for editors and for the command line.</summary>
    WithDrafts,
}
