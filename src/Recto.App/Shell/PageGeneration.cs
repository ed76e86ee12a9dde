using System.Security.Cryptography;
using System.Text;

namespace Recto.App.Shell;

/// <summary>
/// Of which state of the database this process’s pages are: part of every finished page’s key. A word that all nodes of one build and one address write alike for one state (and so share their pages by),
/// once nothing has changed for a while; until then a word of this process alone. A page that was begun before a change is thus kept, at worst, where nobody looks who knows of the change.
/// </summary>
internal sealed class PageGeneration(SiteOptions options)
{
    private readonly string _process = Guid.NewGuid().ToString("N")[..12];
    private readonly string _build = $"{typeof(PageGeneration).Module.ModuleVersionId:N} {options.Address} {options.AdminEmail} {options.CountsUsage} {options.ShuffledPercent} {options.Saml?.Discovery} {string.Join(',', options.Shop.Gateways)}";
    private readonly Lock _lock = new();
    private long _changes;
    private volatile Word _now = new("", false);
    private string? _settled;

    /// <summary>The word.</summary>
    public string Key => _now.Text;

    /// <summary>Whether other nodes write it too.</summary>
    public bool IsShared => _now.IsShared;

    /// <summary>Something was changed, and everything that this process keeps in memory was thrown away or loaded anew.</summary>
    public void Unsettle()
    {
        lock (_lock)
        {
            _now = new($"{_process}-{++_changes:x}", false);
        }
    }

    /// <summary>How many changes there were; to be asked before the state is, for <see cref="Settle"/>.</summary>
    public long Changes => Volatile.Read(ref _changes);

    /// <summary>
    /// The database has had this state for a while. Nothing where this process has changed something since; nor where it has changed something that the state does not tell: then its pages stay its own
    /// until the state is another, for under the old word lies what was before.
    /// </summary>
    /// <param name="state">All that pages are made of, in a word that tells every state from every other.</param>
    /// <param name="changes"><see cref="Changes"/> before the state was asked for.</param>
    public void Settle(string state, long changes)
    {
        lock (_lock)
        {
            if (changes == _changes && state != _settled)
            {
                _settled = state;
                _now = new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_build + "\n" + state)).AsSpan(0, 12)), true);
            }
        }
    }

    private sealed record Word(string Text, bool IsShared);
}
