namespace Recto.Notes.Tokens;

/// <summary>
/// Finds the outermost quoted stretches. Authors close with the wrong mark and apostrophes look like closing marks, so a single mark closes only where
/// no letter follows, and best where a separator stands on either side. Every family remembers where its next closer is, so the search is linear.
/// </summary>
internal sealed class QuotationFinder(string text, List<Token> tokens)
{
    // One title is hardly longer; beyond it the opening mark is taken for a slip.
    private const int LongestQuotation = 400;

    private readonly int[] _next = new int[4];

    public List<Quotation> Find()
    {
        var found = new List<Quotation>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Quote && FamilyOf(i) is >= 0 and var family && Closer(family, i) is > 0 and var close && close - i > 1)
            {
                found.Add(new Quotation(i, close));
                i = close;
            }
        }

        return found;
    }

    // 0: “ „ ", 1: ‘ ‚ ', 2: « », 3: »…«
    private int FamilyOf(int i)
    {
        var glued = i > 0 && tokens[i - 1].End == tokens[i].Start && tokens[i - 1].Kind is TokenKind.Word or TokenKind.Number;
        var leads = i + 1 < tokens.Count && tokens[i + 1].Start == tokens[i].End && tokens[i + 1].Kind is not TokenKind.Closing;
        return text[tokens[i].Start] switch
        {
            '“' or '„' or '‟' => 0,
            '"' when leads => 0,
            '”' when leads && !glued && IsAtWordStart(i) => 0,
            '‘' or '‚' or '‹' => 1,
            '\'' or '’' when leads && !glued && IsAtWordStart(i) => 1,
            '«' => 2,
            '»' when leads && !glued => 3,
            _ => -1,
        };
    }

    private bool IsAtWordStart(int i) => i == 0 || tokens[i - 1].End < tokens[i].Start || tokens[i - 1].Kind is TokenKind.Opening or TokenKind.Dash;

    private int Closer(int family, int open)
    {
        if (_next[family] <= open)
        {
            _next[family] = Search(family, open + 1);
        }

        var close = _next[family];
        return close < tokens.Count && close - open <= LongestQuotation ? close : -1;
    }

    private int Search(int family, int from)
    {
        var weak = -1;
        for (var i = from; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != TokenKind.Quote)
            {
                continue;
            }

            var c = text[tokens[i].Start];
            switch (family)
            {
                case 0 when c == '”' || (c is '"' or '“' && !(Leads(i) && IsAtWordStart(i))):
                case 2 when c == '»':
                case 3 when c == '«':
                    return i;
                case 1 when c is '’' or '\'' or '\u02B9' or '\u02BC' or '›' or '‘' && !Leads(i):
                    if (IsBesideSeparator(i))
                    {
                        return i;
                    }

                    weak = weak < 0 ? i : weak;
                    break;
                case 1 when c == '‘' && weak >= 0:
                    return weak;
            }
        }

        return weak >= 0 ? weak : tokens.Count;
    }

    private bool Leads(int i) => i + 1 < tokens.Count && tokens[i + 1].Start == tokens[i].End && tokens[i + 1].Kind is TokenKind.Word or TokenKind.Number;

    private bool IsBesideSeparator(int i) =>
        i + 1 >= tokens.Count
        || (tokens[i + 1].Start == tokens[i].End && tokens[i + 1].Kind is TokenKind.Mark or TokenKind.Closing or TokenKind.Quote)
        || (i > 0 && tokens[i - 1].End == tokens[i].Start && text[tokens[i - 1].Start] is ',' or '.' or '?' or '!' or ')')
        || text[tokens[i + 1].Start] == '(' || text.AsSpan(tokens[i + 1].Start).StartsWith("in ", StringComparison.Ordinal);
}
