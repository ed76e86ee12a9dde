using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Data.Common;
using System.Net;
using Recto.Journals.Access;
using Recto.Storage.Access;

namespace Recto.App.Shell.Persons;

/// <summary>
/// The open institutions of the site with their ancestors and networks. Kept in memory, for every request asks it by its address; loaded when the site starts, after a change at the desk,
/// and when the watch finds that another process has changed something. A stranger costs one look-up among the ranges, without a statement or an allocation.
/// </summary>
internal sealed class KnownInstitutions(InstitutionStore store, ILogger<KnownInstitutions> log) : IHostedService
{
    private static readonly Action<ILogger, Exception?> CouldNotLoad = LoggerMessage.Define(LogLevel.Warning, new EventId(4, nameof(CouldNotLoad)), "Institutions and their networks could not be read; they are read again at the next look");

    private volatile Loaded _loaded = Loaded.Nothing;

    /// <summary>The open institution of that id; null where there is none.</summary>
    public KnownInstitution? Find(Guid id) => _loaded.ById.GetValueOrDefault(id);

    /// <summary>The open institution of that key; null where there is none.</summary>
    public KnownInstitution? Find(string key) => _loaded.ByKey.GetValueOrDefault(key);

    /// <summary>The open institution of that ROR id, <c>https://ror.org/…</c>; null where there is none.</summary>
    public KnownInstitution? FindByRor(string ror) => _loaded.ByRor.GetValueOrDefault(ror);

    /// <summary>A word for all that is known of them.</summary>
    public string State => _loaded.State;

    /// <summary>All open institutions, by name.</summary>
    public ImmutableArray<KnownInstitution> All => _loaded.All;

    /// <summary>The ranges of open institutions.</summary>
    public IReadOnlyList<InstitutionRange> Ranges => _loaded.Ranges;

    /// <summary>The institutions of an address; null where it belongs to none.</summary>
    public Arrival? At(IPAddress address)
    {
        var loaded = _loaded;
        return loaded.Map.Find(AddressNumber.Of(address)) is >= 0 and var set ? loaded.Arrivals[set] : null;
    }

    /// <summary>Notes that the request comes from the network of institutions. Whom the address is of, the connection says, or a trusted proxy (<see cref="Networks.UseTrustedProxies"/>), and nobody else.</summary>
    /// <returns>By what their rights are found; null for a stranger.</returns>
    public RightKeys? EnterByAddress(HttpContext context) => context.Connection.RemoteIpAddress is { } address && At(address) is { } arrival ? context.Arrive(arrival) : null;

    /// <summary>Notes that the request comes through an institution that its reader has signed in to.</summary>
    /// <returns>By what its rights are found; null where no open institution has that id.</returns>
    public RightKeys? Enter(HttpContext context, Guid institutionId) => Find(institutionId) is { } institution ? context.Arrive(Arrival.Through(institution)) : null;

    /// <summary>Reads them anew where something has changed.</summary>
    /// <returns>Whether something has.</returns>
    public async Task<bool> RenewAsync(CancellationToken ct)
    {
        var state = await store.StateAsync(ct);
        if (state == _loaded.State)
        {
            return false;
        }

        // The state was asked first: what changes meanwhile is found at the next look.
        var (institutions, ranges) = await store.LoadAsync(ct);
        _loaded = Loaded.Of(state, institutions, ranges);
        return true;
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RenewAsync(cancellationToken);
        }
        catch (DbException fault)
        {
            // A database that is away for a moment must not keep the site from starting.
            CouldNotLoad(log, fault);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed record Loaded(string State, ImmutableArray<KnownInstitution> All, FrozenDictionary<Guid, KnownInstitution> ById, FrozenDictionary<string, KnownInstitution> ByKey,
        FrozenDictionary<string, KnownInstitution> ByRor, IReadOnlyList<InstitutionRange> Ranges, AddressMap Map, ImmutableArray<Arrival> Arrivals)
    {
        public static Loaded Nothing { get; } = Of("", [], []);

        public static Loaded Of(string state, IReadOnlyList<Institution> institutions, IReadOnlyList<InstitutionRange> ranges)
        {
            var open = institutions.Where(institution => institution.ClosedAt is null).ToDictionary(institution => institution.Id);
            ImmutableArray<KnownInstitution> all = [.. open.Values.OrderBy(institution => institution.Name, StringComparer.Ordinal).ThenBy(institution => institution.Id).Select(institution =>
                new KnownInstitution(institution.Id, institution.Key, institution.Name, institution.IsConsortium, institution.Country, institution.Ror, institution.EditVersion,
                    InstitutionTree.WithAncestors(institution.Id, id => open[id].Parents.Where(open.ContainsKey))))];
            var byId = all.ToFrozenDictionary(institution => institution.Id);
            var map = AddressMap.Of(ranges.Where(range => byId.ContainsKey(range.InstitutionId)));
            return new(state, all, byId, all.ToFrozenDictionary(institution => institution.Key, StringComparer.Ordinal),
                all.Where(institution => institution.Ror is not null).ToFrozenDictionary(institution => institution.Ror!, StringComparer.Ordinal),
                ranges, map, [.. map.Sets.Select(set => Arrival.Through(set.Select(id => byId[id])))]);
        }
    }
}
