namespace Recto.Journals.Exchange.Oai;

/// <summary>What a harvester asks (OAI-PMH 2.0, section 4).</summary>
public enum OaiVerb
{
    /// <summary>What this repository is.</summary>
    Identify = 1,

    /// <summary>In which forms records are given.</summary>
    ListMetadataFormats,

    /// <summary>Into which sets they are sorted.</summary>
    ListSets,

    /// <summary>The heads of records.</summary>
    ListIdentifiers,

    /// <summary>Records.</summary>
    ListRecords,

    /// <summary>One record.</summary>
    GetRecord,
}
