using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Storage.Access;

namespace Recto.App.Shell.Persons;

/// <summary>Which institutions a page says that access is provided by: those through which the reader comes and that have a right that opens something now. The same for all who come so, so that pages are kept by <see cref="Key"/>.</summary>
/// <param name="Institutions">By name.</param>
internal sealed record ProvidedBy(ImmutableArray<KnownInstitution> Institutions)
{
    private static readonly object Arrived = new();
    private static readonly object Told = new();

    /// <summary>No institution.</summary>
    public static ProvidedBy Nobody { get; } = new([]);

    /// <summary>A word for keys of caches and tags of versions: equal where the same is shown; empty for nobody.</summary>
    public string Key { get; } = string.Join('.', Institutions.Select(institution => $"{institution.Id:N}v{institution.EditVersion}"));

    /// <summary>The institutions through which a request comes, whether they have rights or not.</summary>
    public static ImmutableArray<KnownInstitution> Through(HttpContext context) => context.Items.TryGetValue(Arrived, out var arrival) ? ((Arrival)arrival!).Institutions : [];

    /// <summary>What the pages of this request say.</summary>
    public static ProvidedBy Of(HttpContext context)
    {
        if (!context.Items.TryGetValue(Arrived, out var arrived))
        {
            return Nobody;
        }

        if (context.Items.TryGetValue(Told, out var told))
        {
            return (ProvidedBy)told!;
        }

        var asker = context.Reader();
        ImmutableArray<KnownInstitution> shown = [.. ((Arrival)arrived!).Institutions.Where(institution => asker.Reader.Rights.Any(right => right.InstitutionId == institution.Id && right.OpensSomething(asker.At)))];
        var provided = shown.Length == 0 ? Nobody : new ProvidedBy(shown);
        context.Items[Told] = provided;
        return provided;
    }

    /// <summary>Notes through which institutions the request comes, beside those that are known already.</summary>
    internal static RightKeys Arrive(HttpContext context, Arrival arrival)
    {
        if (context.Items.TryGetValue(Arrived, out var known))
        {
            arrival = Arrival.Through([.. ((Arrival)known!).Institutions, .. arrival.Institutions]);
        }

        context.Items[Arrived] = arrival;
        return arrival.Keys;
    }

    /// <summary>What institutions give, as it comes to this reader: a right of an ancestor (a consortium, the whole university) through each institution that has it so.</summary>
    internal static IReadOnlyList<HeldRight> Attribute(HttpContext context, IReadOnlyList<HeldRight> rights) => Through(context) is not { Length: > 0 } through ? rights
        : [.. rights.SelectMany(right => right.InstitutionId is { } holder
            ? through.Where(institution => institution.WithAncestors.Contains(holder)).Select(institution => right with { InstitutionId = institution.Id, Provider = institution.Name }).DefaultIfEmpty(right)
            : [right])];
}

/// <summary>What a request says of the institutions that it comes through.</summary>
internal static class Arriving
{
    /// <summary>Notes through which institutions the request comes.</summary>
    /// <returns>By what their rights are found.</returns>
    public static RightKeys Arrive(this HttpContext context, Arrival arrival) => Persons.ProvidedBy.Arrive(context, arrival);

    /// <summary>Which institutions the pages of this request say that access is provided by.</summary>
    public static ProvidedBy ProvidedBy(this HttpContext context) => Persons.ProvidedBy.Of(context);
}

/// <summary>The line “Access provided by …”, which is put into finished frames.</summary>
internal static class ProvidedByLine
{
    /// <summary>Name of the part of a page.</summary>
    public const string Part = "provided-by";

    /// <summary>Writes the line, which leads to where one sees through whom one reads and leaves again; nothing for readers of no institution.</summary>
    public static void Write(IBufferWriter<byte> output, HttpContext context)
    {
        if (context.ProvidedBy() is not { Institutions.Length: > 0 } provided)
        {
            return;
        }

        var say = context.RequestServices.GetRequiredService<Say>();
        var names = string.Join(", ", provided.Institutions.Select(institution => institution.Name));
        var line = context.RequestServices.GetRequiredService<HtmlEncoder>().Encode(say["Access provided by {0}", names]);
        Encoding.UTF8.GetBytes($"<p class=\"frame provided\" lang=\"{say.Language}\"><bdi><a href=\"/login\" rel=\"nofollow\">{line}</a></bdi></p>\n", output);
    }
}
