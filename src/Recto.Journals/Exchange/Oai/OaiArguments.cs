using System.Text.RegularExpressions;

namespace Recto.Journals.Exchange.Oai;

/// <summary>The arguments of a request, read and checked by the rules of the protocol (OAI-PMH 2.0, sections 3 and 4).</summary>
/// <param name="Request">What is wanted, or why it is not answered.</param>
/// <param name="Echo">The arguments that the answer repeats, in their order; none where they could not be understood.</param>
public sealed partial record OaiArguments(OaiRequest Request, IReadOnlyList<KeyValuePair<string, string>> Echo)
{
    private const int LongestValue = 2000;
    private static readonly string[] Bounds = ["from", "until"];
    private static readonly string[] OfLists = ["metadataPrefix", "from", "until", "set", "resumptionToken"];

    /// <summary>Reads them.</summary>
    /// <param name="arguments">As they came, each with its name, in their order.</param>
    /// <param name="tokens">Reads tokens.</param>
    /// <param name="now">Now.</param>
    public static OaiArguments Read(IReadOnlyList<KeyValuePair<string, string>> arguments, OaiTokens tokens, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(tokens);
        var verbs = arguments.Where(argument => argument.Key == "verb").Select(argument => argument.Value).ToList();
        if (verbs is not [var word])
        {
            return Refuse([], OaiError.BadVerb(verbs.Count == 0 ? "The argument “verb” is missing." : "The argument “verb” is given more than once."));
        }

        if (!Enum.TryParse<OaiVerb>(word, out var verb) || !Enum.IsDefined(verb) || verb.ToString() != word)
        {
            return Refuse([], OaiError.BadVerb("There is no such verb; names of verbs are written as in “ListRecords”."));
        }

        var faults = Faults(verb, arguments);
        if (faults.Count > 0)
        {
            return new OaiArguments(new OaiRefused(faults), []);
        }

        var given = arguments.ToDictionary(argument => argument.Key, argument => argument.Value, StringComparer.Ordinal);
        var request = given.TryGetValue("resumptionToken", out var token) ? Resume(verb, token, tokens, now) : Begin(verb, given);

        // What is not written as it should be is not repeated (3.6): then nothing is.
        return new OaiArguments(request, request is OaiRefused { Errors: [{ Code: "badArgument" }, ..] } ? [] : arguments);
    }

    private static List<OaiError> Faults(OaiVerb verb, IReadOnlyList<KeyValuePair<string, string>> arguments)
    {
        var (required, optional) = verb switch
        {
            OaiVerb.Identify => ((string[])[], (string[])[]),
            OaiVerb.ListMetadataFormats => ([], ["identifier"]),
            OaiVerb.ListSets => ([], ["resumptionToken"]),
            OaiVerb.GetRecord => (["identifier", "metadataPrefix"], []),
            _ => (["metadataPrefix"], OfLists),
        };
        var faults = new List<OaiError>();
        var names = arguments.Select(argument => argument.Key).ToList();
        foreach (var group in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Key != "verb"))
        {
            if (!required.Contains(group.Key) && !optional.Contains(group.Key))
            {
                faults.Add(OaiError.BadArgument($"{verb} has no argument “{Short(group.Key)}”."));
            }
            else if (group.Count() > 1)
            {
                faults.Add(OaiError.BadArgument($"The argument “{group.Key}” is given more than once."));
            }
        }

        var isResumed = optional.Contains("resumptionToken") && names.Contains("resumptionToken");
        if (isResumed && faults.Count == 0 && names.Count > 2)
        {
            faults.Add(OaiError.BadArgument("Beside “resumptionToken” nothing is given but the verb."));
        }

        faults.AddRange(required.Where(name => !isResumed && !names.Contains(name)).Select(name => OaiError.BadArgument($"The argument “{name}” is missing.")));
        faults.AddRange(arguments.Where(argument => argument.Value.Length > LongestValue).Select(argument => OaiError.BadArgument($"The argument “{Short(argument.Key)}” is too long.")));
        return faults.Count <= 20 ? faults : faults[..20];
    }

    private static OaiRequest Begin(OaiVerb verb, Dictionary<string, string> given)
    {
        if (given.TryGetValue("identifier", out var identifier) && !Identifier().IsMatch(identifier))
        {
            return new OaiRefused([OaiError.BadArgument("The identifier is no URI.")]);
        }

        switch (verb)
        {
            case OaiVerb.Identify:
                return new OaiIdentify();
            case OaiVerb.ListMetadataFormats:
                return new OaiListFormats(identifier);
            case OaiVerb.ListSets:
                return new OaiListSets(null);
        }

        var prefix = given["metadataPrefix"];
        var faults = new List<OaiError>();
        if (!Prefix().IsMatch(prefix))
        {
            faults.Add(OaiError.BadArgument("The metadataPrefix holds something else than letters, digits and -_.!~*'()."));
        }

        DateTimeOffset? from = null, before = null;
        bool? isDay = null;
        foreach (var name in Bounds.Where(given.ContainsKey))
        {
            if (!OaiDate.TryParse(given[name], out var begin, out var end, out var day))
            {
                faults.Add(OaiError.BadArgument($"“{name}” is no date of UTC; write it as 2026-11-26 or 2026-11-26T09:30:00Z."));
                continue;
            }

            from = name == "from" ? begin : from;
            before = name == "from" ? before : end;
            if (isDay is { } other && other != day)
            {
                faults.Add(OaiError.BadArgument("“from” and “until” are not of the same granularity."));
            }

            isDay = day;
        }

        if (from >= before)
        {
            faults.Add(OaiError.BadArgument("“from” is later than “until”."));
        }

        OaiSet? set = null;
        var isOurs = !given.TryGetValue("set", out var spec) || OaiSet.TryParse(spec, out set);
        if (spec is not null && !OaiSet.IsWellFormed(spec))
        {
            faults.Add(OaiError.BadArgument("The set is no setSpec; ListSets names the sets."));
        }

        if (faults.Count > 0)
        {
            return new OaiRefused(faults);
        }

        if (OaiFormat.Find(prefix) is not { } format)
        {
            return new OaiRefused([OaiError.CannotDisseminateFormat(prefix)]);
        }

        // A set that is not there holds nothing: the protocol has no other word for it than an empty list.
        return verb == OaiVerb.GetRecord ? new OaiGetRecord(identifier!, format) : isOurs ? new OaiList(verb, format, set, from, before, null) : new OaiRefused([OaiError.NoRecordsMatch]);
    }

    private static OaiRequest Resume(OaiVerb verb, string text, OaiTokens tokens, DateTimeOffset now)
    {
        if (!tokens.TryRead(text, now, out var token) || token.Verb != verb)
        {
            return new OaiRefused([OaiError.BadResumptionToken("The token is none of this site, belongs to another verb, or is more than seven days old. Begin the list again.")]);
        }

        if (verb == OaiVerb.ListSets)
        {
            return new OaiListSets(token);
        }

        OaiSet? set = null;
        return OaiFormat.Find(token.Prefix) is { } format && (token.Set is null || OaiSet.TryParse(token.Set, out set))
            ? new OaiList(verb, format, set, token.From, token.Before, token)
            : new OaiRefused([OaiError.BadResumptionToken("The token is of an older version of this site. Begin the list again.")]);
    }

    private static OaiArguments Refuse(IReadOnlyList<KeyValuePair<string, string>> echo, params IReadOnlyList<OaiError> errors) => new(new OaiRefused(errors), echo);

    private static string Short(string name) => name.Length <= 40 ? name : name[..(char.IsHighSurrogate(name[39]) ? 39 : 40)] + "…";

    // Letters, digits and the reserved and unreserved marks of RFC 3986, brackets aside, after a scheme: oai:example.org:article/…
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.\-]*:(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\A[A-Za-z0-9\-_.!~*'()]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Prefix();
}
