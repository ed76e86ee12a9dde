namespace Recto.Notes.Labelling.Generation;

/// <summary>How names are written in one reference.</summary>
internal sealed record NameStyle
{
    /// <summary>Given names first, or the family name first, with a comma or without.</summary>
    public required NameOrder Order { get; init; }

    /// <summary>How given names are written.</summary>
    public required GivenForm Given { get; init; }

    /// <summary>Whether family names stand in capitals (as small capitals come out of a conversion).</summary>
    public required bool Capitals { get; init; }

    /// <summary>Between two names that are not the last.</summary>
    public required string Between { get; init; }

    /// <summary>Before the last name.</summary>
    public required string Last { get; init; }

    /// <summary>From how many names on only the first is written.</summary>
    public required int AbbreviatedFrom { get; init; }

    /// <summary>What then stands for the others.</summary>
    public required string Others { get; init; }

    /// <summary>By the habits of a language.</summary>
    public static NameStyle Throw(Phrases phrases, Dice dice)
    {
        var ru = phrases.Code == "ru";
        var and = dice.Pick(phrases["and"]);
        var between = dice.Weighted((12, ", "), (phrases.Code == "de" ? 6 : 1, "/"), (phrases.Code is "de" or "pt" or "fr" ? 2 : 1, "; "), (1, " – "));
        var last = and is "," or "/" or ";" or "-" ? (and == "/" ? (dice.Chance(0.5) ? "/" : " / ") : and == "-" ? "-" : and + " ") : (between == ", " && phrases.Code == "en" && dice.Chance(0.35) ? ", " : " ") + and + " ";
        return new NameStyle
        {
            Order = ru || phrases.Code == "rl"
                ? dice.Weighted((ru ? 7 : 2, NameOrder.FamilyFirst), (ru ? 2 : 7, NameOrder.GivenFirst), (1, NameOrder.FamilyComma))
                : dice.Weighted((70, NameOrder.GivenFirst), (24, NameOrder.FamilyComma), (6, NameOrder.FamilyFirst)),
            Given = ru ? dice.Weighted((8, GivenForm.Initials), (3, GivenForm.TightInitials), (1, GivenForm.Full))
                : dice.Weighted((52, GivenForm.Full), (24, GivenForm.Initials), (6, GivenForm.TightInitials), (3, GivenForm.BareInitials), (phrases.Code == "de" ? 25 : 6, GivenForm.None)),
            Capitals = dice.Chance(phrases.Code is "fr" or "it" or "de" ? 0.14 : 0.06),
            Between = between,
            Last = between is "/" or " – " or "; " && dice.Chance(0.8) ? between : last,
            AbbreviatedFrom = dice.Weighted((3, 3), (4, 4), (1, 2), (2, 99)),
            Others = dice.Pick(phrases["etal"]),
        };
    }

    /// <summary>Writes names.</summary>
    public string Write(IReadOnlyList<WorkAuthor> people)
    {
        if (people.Count >= AbbreviatedFrom && people.Count > 1)
        {
            return $"{One(people[0], first: true)}{(Between == "/" ? " " : Order == NameOrder.FamilyComma ? ", " : " ")}{Others}";
        }

        var text = "";
        for (var i = 0; i < people.Count && i < 8; i++)
        {
            text += (i == 0 ? "" : i == Math.Min(people.Count, 8) - 1 ? Last : Between) + One(people[i], i == 0);
        }

        return text;
    }

    /// <summary>Family names alone, as of a work cited before.</summary>
    public string WriteFamilies(IReadOnlyList<WorkAuthor> people) => (this with { Given = GivenForm.None, Order = NameOrder.GivenFirst }).Write(people);

    private string One(WorkAuthor author, bool first)
    {
        var family = Capitals ? author.Family.ToUpperInvariant() : author.Family;
        var given = Form(author.Given ?? "");
        return given.Length == 0 ? family
            : Order == NameOrder.GivenFirst || (Order == NameOrder.FamilyComma && !first && Between == ", ") ? $"{given} {family}"
            : Order == NameOrder.FamilyComma ? $"{family}, {given}"
            : $"{family} {given}";
    }

    private string Form(string given)
    {
        if (Given == GivenForm.None || given.Length == 0)
        {
            return "";
        }

        if (Given == GivenForm.Full)
        {
            return given;
        }

        var parts = given.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries).Select(part =>
            string.Join("-", part.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(piece => Given == GivenForm.BareInitials ? $"{piece[0]}" : $"{piece[0]}.")));
        return string.Join(Given == GivenForm.Initials ? " " : "", parts);
    }
}

/// <summary>Which part of a name comes first.</summary>
internal enum NameOrder
{
    /// <summary>Anna Orlova.</summary>
    GivenFirst = 1,

    /// <summary>Orlova, Anna; names after the first may be turned back.</summary>
    FamilyComma,

    /// <summary>Orlova A. N.</summary>
    FamilyFirst,
}

/// <summary>How given names are written.</summary>
internal enum GivenForm
{
    /// <summary>Anna Maria.</summary>
    Full = 1,

    /// <summary>A. M.</summary>
    Initials,

    /// <summary>A.M.</summary>
    TightInitials,

    /// <summary>AM.</summary>
    BareInitials,

    /// <summary>None: the family name alone.</summary>
    None,
}
