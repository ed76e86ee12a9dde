using Recto.Storage.CitedBy;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>What one run did for one feed.</summary>
internal sealed class HarvestRun(string feed)
{
    /// <summary>Of which feed.</summary>
    public string Feed => feed;

    /// <summary>Whether another asks just now.</summary>
    public bool IsAnothers { get; set; }

    /// <summary>Whether anything was due.</summary>
    public bool WasDue { get; set; }

    /// <summary>Questions that were answered.</summary>
    public int Answered { get; set; }

    /// <summary>What the answers told.</summary>
    public int Told { get; set; }

    /// <summary>Of it new.</summary>
    public int Added { get; set; }

    /// <summary>What is told no longer.</summary>
    public int Removed { get; set; }

    /// <summary>Lists that changed.</summary>
    public int Lists { get; set; }

    /// <summary>Works that have another DOI than before by what was found.</summary>
    public int Works { get; set; }

    /// <summary>What keeps it from asking on; null where nothing does.</summary>
    public string? Problem { get; set; }

    /// <summary>Adds what saving did.</summary>
    public void Add(CitationsSaved saved)
    {
        Added += saved.Added;
        Removed += saved.Removed;
    }
}
