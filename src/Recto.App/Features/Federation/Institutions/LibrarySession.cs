using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.Institutions;

/// <summary>What the site knows of somebody who signed in through an institution: the institutions, and nothing of the person.</summary>
/// <param name="Institutions">Ids of the institutions; one to <see cref="MostInstitutions"/>.</param>
/// <param name="How">By which protocol.</param>
/// <param name="Until">When it ends, whatever is done meanwhile.</param>
internal sealed record LibrarySession(IReadOnlyList<Guid> Institutions, IdentityKind How, DateTimeOffset Until)
{
    /// <summary>Most institutions of one session.</summary>
    public const int MostInstitutions = 20;
}
