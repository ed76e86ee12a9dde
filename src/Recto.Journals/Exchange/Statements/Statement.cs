namespace Recto.Journals.Exchange.Statements;

/// <summary>A sheet with sums, in words that are said already: a receipt, a credit note, an invoice.</summary>
public sealed record Statement
{
    /// <summary>BCP 47 tag of its words.</summary>
    public required string Language { get; init; }

    /// <summary>What it is, with its number.</summary>
    public required string Title { get; init; }

    /// <summary>Name and text of what stands above the sums; a text may have several lines.</summary>
    public required IReadOnlyList<(string Name, string Text)> Facts { get; init; }

    /// <summary>What the column of things is called.</summary>
    public required string Things { get; init; }

    /// <summary>What the column of amounts is called: the currency.</summary>
    public required string Amounts { get; init; }

    /// <summary>Each thing with what is said of it, and its amount.</summary>
    public required IReadOnlyList<(string Title, string Says, string Amount)> Lines { get; init; }

    /// <summary>The sums; the last is what was paid.</summary>
    public required IReadOnlyList<(string Name, string Amount)> Sums { get; init; }

    /// <summary>What stands below.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
