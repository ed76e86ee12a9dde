using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>Whether what is sent can be saved at the moment, for pages that hold forms.</summary>
internal sealed class SavingState(Database database)
{
    /// <summary>Whether the site can only be read. Asks nobody.</summary>
    public bool IsOff => database.IsReadOnly;
}
