namespace Recto.Journals.Exchange.Oai;

/// <summary>What a harvester wants, once its arguments were read (<see cref="OaiArguments"/>).</summary>
public abstract record OaiRequest
{
    private protected OaiRequest() { }
}

/// <summary>What the repository is.</summary>
public sealed record OaiIdentify : OaiRequest;

/// <summary>The forms of records.</summary>
/// <param name="Identifier">Of one record; null for all.</param>
public sealed record OaiListFormats(string? Identifier) : OaiRequest;

/// <summary>The sets.</summary>
/// <param name="Token">Where the list goes on; null for its beginning.</param>
public sealed record OaiListSets(OaiToken? Token) : OaiRequest;

/// <summary>One record.</summary>
/// <param name="Identifier">Its identifier.</param>
/// <param name="Format">In which form.</param>
public sealed record OaiGetRecord(string Identifier, OaiFormat Format) : OaiRequest;

/// <summary>A list of records, or of their heads.</summary>
/// <param name="Verb">Which of the two.</param>
/// <param name="Format">In which form.</param>
/// <param name="Set">Of this set; null for all.</param>
/// <param name="From">Changed at that instant or later; null for from the first on.</param>
/// <param name="Before">Changed before that instant; null for up to the last.</param>
/// <param name="Token">Where the list goes on; null for its beginning.</param>
public sealed record OaiList(OaiVerb Verb, OaiFormat Format, OaiSet? Set, DateTimeOffset? From, DateTimeOffset? Before, OaiToken? Token) : OaiRequest;

/// <summary>A request that is not answered.</summary>
/// <param name="Errors">Why; at least one.</param>
public sealed record OaiRefused(IReadOnlyList<OaiError> Errors) : OaiRequest;
