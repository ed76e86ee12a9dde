namespace Recto.App.Shell.Persons;

/// <summary>Lets whoever looks after an institution, or the desk, see what belongs to it: for features that show it and do not know who looks after what.</summary>
/// <param name="context">The request.</param>
/// <param name="key">The institution's part of addresses.</param>
/// <param name="ct">Cancels.</param>
/// <returns>The institution; null where the answer is written already.</returns>
internal delegate Task<KnownInstitution?> EnterLibrary(HttpContext context, string key, CancellationToken ct);
