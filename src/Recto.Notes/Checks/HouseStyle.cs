namespace Recto.Notes.Checks;

/// <summary>
/// The choices of a publisher. Null leaves a choice to the article: what it does mostly is right, and departures from that are reported.
/// Sources: The Chicago Manual of Style, 18th edition, chapters 6, 9 and 13; MHRA Style Guide, 4th edition; New Hart’s Rules (Oxford), 2nd edition; ISO 690:2021; ГОСТ Р 7.0.5–2008.
/// </summary>
public sealed record HouseStyle
{
    /// <summary>As the article does mostly.</summary>
    public static HouseStyle OfTheArticle { get; } = new() { Name = "article", Title = "the habit of the article" };

    /// <summary>Every style, the article's own habit first.</summary>
    public static IReadOnlyList<HouseStyle> All { get; } =
    [
        OfTheArticle,
        new()
        {
            Name = "chicago",
            Title = "Chicago 18, notes",
            RangeSign = RangeMark.EnDash,
            Ranges = RangeLength.Chicago,
            Quotation = QuotationStyle.DoubleCurly,
            PageLabels = false,
            ImprintInBrackets = true,
            Dates = DateOrder.MonthFirst,
            AllowsIbid = false,
            EndsWithStop = true,
            Ellipsis = ". . .",
            SpacedInitials = true,
            EditionWord = "ed.",
            FamilyNameFirst = false,
            HeadlineTitles = true,
        },
        new()
        {
            Name = "mhra",
            Title = "MHRA",
            RangeSign = RangeMark.EnDash,
            Ranges = RangeLength.TwoDigits,
            Quotation = QuotationStyle.SingleCurly,
            PageLabels = true,
            ImprintInBrackets = true,
            Dates = DateOrder.DayFirst,
            EndsWithStop = true,
            SpacedInitials = true,
            AccessDates = true,
            EditionWord = "edn",
            FamilyNameFirst = false,
            HeadlineTitles = true,
        },
        new()
        {
            Name = "oxford",
            Title = "Oxford",
            RangeSign = RangeMark.EnDash,
            Ranges = RangeLength.Shortest,
            Quotation = QuotationStyle.SingleCurly,
            ImprintInBrackets = true,
            Dates = DateOrder.DayFirst,
            EndsWithStop = true,
            EditionWord = "edn",
            FamilyNameFirst = false,
        },
        new()
        {
            Name = "iso690",
            Title = "ISO 690",
            RangeSign = RangeMark.EnDash,
            Ranges = RangeLength.Full,
            PageLabels = true,
            ImprintInBrackets = false,
            EndsWithStop = true,
            AccessDates = true,
        },
        new()
        {
            Name = "gost",
            Title = "GOST 7.0.5",
            RangeSign = RangeMark.EnDash,
            Ranges = RangeLength.Full,
            Quotation = QuotationStyle.Guillemets,
            PageLabels = true,
            ImprintInBrackets = false,
            EndsWithStop = true,
            SpacedInitials = true,
            AccessDates = true,
        },
    ];

    /// <summary>Name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Name for people.</summary>
    public required string Title { get; init; }

    /// <summary>The mark in a range of numbers.</summary>
    public RangeMark? RangeSign { get; init; }

    /// <summary>How much of the second number of a range is printed.</summary>
    public RangeLength? Ranges { get; init; }

    /// <summary>The outer quotation marks.</summary>
    public QuotationStyle? Quotation { get; init; }

    /// <summary>Whether pages bear a label (<c>p.</c>, <c>S.</c>, <c>с.</c>).</summary>
    public bool? PageLabels { get; init; }

    /// <summary>Whether place, publisher and year of a book stand in brackets (Chicago, chapters 13 and 14; MHRA and Oxford: in brackets; ISO 690 and ГОСТ Р 7.0.5: without); where it is told, a colon follows the place and a comma precedes the year.</summary>
    public bool? ImprintInBrackets { get; init; }

    /// <summary>How days are written in English; null leaves it to the article.</summary>
    public DateOrder? Dates { get; init; }

    /// <summary>The word for an edition in English (<c>2nd ed.</c>, <c>2nd edn</c>); null leaves it to the article.</summary>
    public string? EditionWord { get; init; }

    /// <summary>Whether the first author of a note stands with the family name first; null leaves it to the article.</summary>
    public bool? FamilyNameFirst { get; init; }

    /// <summary>Whether English titles are in headline style (Chicago, chapter 8; MHRA, on titles); null leaves it to the article.</summary>
    public bool? HeadlineTitles { get; init; }

    /// <summary>Whether a note may say Ibid.; null and true allow it.</summary>
    public bool? AllowsIbid { get; init; }

    /// <summary>Whether a note ends with a full stop.</summary>
    public bool? EndsWithStop { get; init; }

    /// <summary>An ellipsis: <c>…</c>, <c>...</c> or <c>. . .</c> (Chicago, “Ellipses”: spaced periods).</summary>
    public string? Ellipsis { get; init; }

    /// <summary>Whether a blank stands between initials: <c>E. A. Rees</c> (Chicago, “Initials in personal names”; the names in MHRA’s and ГОСТ’s own examples). Oxford and ISO leave it open.</summary>
    public bool? SpacedInitials { get; init; }

    /// <summary>Whether a web address is given with the day on which it was read.</summary>
    public bool? AccessDates { get; init; }

    /// <summary>The style of that name; null where there is none.</summary>
    public static HouseStyle? Find(string name) => All.FirstOrDefault(style => style.Name == name);
}

/// <summary>The mark in a range of numbers.</summary>
public enum RangeMark
{
    /// <summary>U+2013: <c>12–15</c>.</summary>
    EnDash = 1,

    /// <summary>U+002D (or U+2010): <c>12-15</c>.</summary>
    Hyphen,
}

/// <summary>How much of the second number of a range is printed.</summary>
public enum RangeLength
{
    /// <summary>All: <c>123–125</c>.</summary>
    Full = 1,

    /// <summary>What changes, at least two digits, all after a full hundred: <c>123–25</c>, <c>101–8</c>, <c>100–104</c> (Chicago 9.63).</summary>
    Chicago,

    /// <summary>What changes, at least two digits: <c>123–25</c>, <c>101–08</c> (MHRA).</summary>
    TwoDigits,

    /// <summary>What changes, but the teens whole: <c>123–5</c>, <c>113–15</c> (Oxford).</summary>
    Shortest,
}

/// <summary>How a day is written in English.</summary>
public enum DateOrder
{
    /// <summary><c>12 May 1935</c> (MHRA, Oxford).</summary>
    DayFirst = 1,

    /// <summary><c>May 12, 1935</c> (Chicago, chapters 6 and 9).</summary>
    MonthFirst,
}

/// <summary>Outer quotation marks.</summary>
public enum QuotationStyle
{
    /// <summary>“ ”.</summary>
    DoubleCurly = 1,

    /// <summary>‘ ’.</summary>
    SingleCurly,

    /// <summary>« ».</summary>
    Guillemets,

    /// <summary>„ “.</summary>
    Low,

    /// <summary>" " or ' '.</summary>
    Straight,
}
