using Recto.Journals.Archives;
using Recto.Notes.Archives;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.Html;

/// <summary>Where the sources of an article are in the index of sources.</summary>
/// <param name="units">Pages of the archival units that the notes cite, by note and reference.</param>
/// <param name="address">Path of the article's page.</param>
internal sealed class SourceAddresses(IReadOnlyDictionary<(int Note, int Reference), string> units, string address)
{
    /// <summary>Those of an article.</summary>
    /// <param name="apparatus">Its notes, read.</param>
    /// <param name="directory">The archives to know.</param>
    /// <param name="address">Path of its page.</param>
    public static SourceAddresses Of(Apparatus apparatus, RepositoryDirectory directory, string address) =>
        new(ArchivalMentions.Of(apparatus, new UnitReader(directory)).Where(mention => mention.Part == 0).ToDictionary(mention => (mention.Note, mention.Reference), mention => mention.Unit.Address.Path), address);

    /// <summary>Page of an archival unit; null where its words fit no archive.</summary>
    public string? Of(Source source) => units.GetValueOrDefault((source.Best.NoteIndex, source.Best.ReferenceIndex));

    /// <summary>The address that leads on to a work.</summary>
    public string OfWork(Source source) => $"{address}/sources/{Uri.EscapeDataString(source.Id)}";
}
