namespace Recto.App.Features.JournalDesk;

/// <summary>The desk of a journal: its record, pages, sections and issues.</summary>
internal static class JournalDeskFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddJournalDesk(this IServiceCollection services)
    {
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapJournalDesk(this IEndpointRouteBuilder routes)
    {
    }
}
