using Recto.Journals.Exchange.Oai;
using Recto.Storage.Sql;

namespace Recto.App.Features.Harvest.Oai;

/// <summary>The key of the tokens: the same in all processes of the site, and after a new start.</summary>
/// <param name="secrets">Keeps it.</param>
/// <param name="time">Gives the time.</param>
internal sealed class OaiSignature(SiteSecretStore secrets, TimeProvider time)
{
    private OaiTokens? _tokens;

    /// <summary>Writes and reads tokens.</summary>
    public async ValueTask<OaiTokens> GetAsync(CancellationToken ct) => _tokens ??= new OaiTokens(await secrets.GetAsync("oai", time.GetUtcNow(), ct));
}
