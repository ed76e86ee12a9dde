using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>A place where the notes say what a siglum stands for: <c>The National Archives (TNA), FO 371/1</c>; <c>Public Record Office (hereafter PRO)</c>; for works as well: <c>Akten zur deutschen auswärtigen Politik (im Folgenden ADAP)</c>.</summary>
/// <param name="Note">Index of the note in document order.</param>
/// <param name="Siglum">The siglum in the note.</param>
/// <param name="Key">Its <see cref="Archives.Siglum.Key"/>.</param>
/// <param name="Name">What it stands for, as far as it can be told; of an archive its name, else the words before.</param>
/// <param name="Way">How it is introduced.</param>
/// <param name="RepositoryId">The archive's id; null where it is none or we do not know it.</param>
internal sealed record SiglumIntroduction(int Note, TextSpan Siglum, string Key, Field Name, SiglumWay Way, string? RepositoryId)
{
    private const int MostFillers = 6;

    // So far back the words are looked at that a siglum may stand for.
    private const int MostNameWords = 14;

    private static readonly WordSet Announcing = new("hereafter henceforth hereinafter fortan künftig folgenden desormais désormais dorénavant ci-après adelante далее дальнейшем abbreviated abgekürzt сокращенно сокр");
    private static readonly WordSet Fillers = new("referred to as cited the als kurz nur zit zitiert in après poi en по тексту im the a abgekürzt");

    /// <summary>Every introduction in the notes, in document order.</summary>
    public static List<SiglumIntroduction> In(CheckContext context)
    {
        var found = new List<SiglumIntroduction>();
        for (var note = 0; note < context.Count; note++)
        {
            var own = new SortedDictionary<int, SiglumIntroduction>();
            var archives = new Dictionary<int, string>();
            foreach (var (reference, work) in context.References(note).Select(resolved => (resolved.Reference as ArchivalReference, resolved.Reference as PublishedReference)))
            {
                if (work is { Abbreviation: { } abbreviation, Title: { } title, Url: null } && (work.Place ?? work.Year ?? work.Volume ?? work.Series) is not null && OfWork(context, note, abbreviation, title) is { } introduced)
                {
                    own[introduced.Siglum.Start] = introduced;
                }

                if (reference is null)
                {
                    continue;
                }

                if (reference is { Repository: { } printed, RepositoryId: { } id })
                {
                    archives[printed.Span.Start] = id;
                }

                if (reference is { Repository: { } siglum, RepositoryName: { } name } && siglum.Span.Start > name.Span.End && SiglumForm.IsLike(siglum.Text))
                {
                    own[siglum.Span.Start] = new SiglumIntroduction(note, siglum.Span, Archives.Siglum.Key(siglum.Text), name, SiglumWay.Archive, reference.RepositoryId);
                }
            }

            var tokens = context.Tokens(note);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (Announcing.Contains(tokens, i) && Announced(note, tokens, i, archives) is { } introduction)
                {
                    own[introduction.Siglum.Start] = own.TryGetValue(introduction.Siglum.Start, out var read) ? read with { Way = SiglumWay.Announced } : introduction;
                }
                else if (tokens.Is(i, TokenKind.Opening) && Bracketed(note, tokens, i, archives) is { } bracketed)
                {
                    own.TryAdd(bracketed.Siglum.Start, bracketed);
                }
            }

            found.AddRange(own.Values);
        }

        return found;
    }

    /// <summary>Whether two introductions of one siglum certainly mean two things: two archives that we know, or two names that share no word, each of which the siglum abbreviates.</summary>
    public bool MeansAnother(SiglumIntroduction other)
    {
        if (RepositoryId is { } id && other.RepositoryId is { } otherId)
        {
            return id != otherId;
        }

        var (words, others) = (NameFolding.Words(Name.Text), NameFolding.Words(other.Name.Text));
        return !words.Exists(word => word.Length > 3 && others.Exists(candidate => candidate.Length > 3 && candidate.AsSpan(0, 4).SequenceEqual(word.AsSpan(0, 4))))
            && Abbreviates(Name.Text) && other.Abbreviates(other.Name.Text);
    }

    // Whether the siglum's letters are the first letters of the last capitalised words, in order: PRO, Public Record Office.
    private bool Abbreviates(string name)
    {
        var at = Key.Length - 1;
        for (var i = name.Length - 1; i >= 0 && at >= 0; i--)
        {
            if (char.IsUpper(name[i]) && (i == 0 || !char.IsLetter(name[i - 1])) && Lookalikes.ToLatin(name[i].ToString())[0] == char.ToUpperInvariant(Key[at]))
            {
                at--;
            }
        }

        return at < 0;
    }

    private static SiglumIntroduction? Announced(int note, NoteTokens tokens, int announcing, Dictionary<int, string> archives)
    {
        var i = announcing + 1;
        while (i - announcing <= MostFillers && (Fillers.Contains(tokens, i) || tokens.Is(i, TokenKind.Dash) || tokens.Is(i, TokenKind.Quote) || tokens.Is(i, ':') || tokens.Is(i, ',') || tokens.Is(i, '.') || tokens.Is(i, '=')))
        {
            i++;
        }

        var end = Archives.Siglum.End(tokens, i);

        // More words or a number behind it: a short title (CDC Lot File 95D113), and no siglum.
        if (end == i || !(end >= tokens.Count || tokens.Is(end, TokenKind.Closing) || tokens.Is(end, TokenKind.Quote) || tokens.Is(end, ',') || tokens.Is(end, ';') || tokens.Is(end, '.')))
        {
            return null;
        }

        var siglum = tokens.Span(i, end);
        return NameBefore(tokens, announcing) is { } name ? new SiglumIntroduction(note, siglum, Archives.Siglum.Key(siglum.In(tokens.Text)), name, SiglumWay.Announced, archives.GetValueOrDefault(siglum.Start)) : null;
    }

    // Documents diplomatiques français (DDF), t. 2: in brackets behind a title.
    private static SiglumIntroduction? OfWork(CheckContext context, int note, Field abbreviation, Field title)
    {
        var tokens = context.Tokens(note);
        var first = tokens.IndexFrom(abbreviation.Span.Start);
        while (first < tokens.Count && tokens[first].Start < abbreviation.Span.End)
        {
            var end = Archives.Siglum.End(tokens, first);
            if (end > first && tokens.Is(first - 1, TokenKind.Opening) && tokens.Partner(first - 1) == end && tokens[first].Start > title.Span.End)
            {
                var siglum = tokens.Span(first, end);
                return new SiglumIntroduction(note, siglum, Archives.Siglum.Key(siglum.In(tokens.Text)), title, SiglumWay.Work, null);
            }

            first++;
        }

        return null;
    }

    // World Trade Organization (WTO): the name's first letters, and nothing else in the brackets.
    private static SiglumIntroduction? Bracketed(int note, NoteTokens tokens, int open, Dictionary<int, string> archives)
    {
        var end = Archives.Siglum.End(tokens, open + 1);
        if (end == open + 1 || end != tokens.Partner(open) || NameBefore(tokens, open) is not { } name)
        {
            return null;
        }

        var siglum = tokens.Span(open + 1, end);
        var introduction = new SiglumIntroduction(note, siglum, Archives.Siglum.Key(siglum.In(tokens.Text)), name, SiglumWay.Bracketed, archives.GetValueOrDefault(siglum.Start));
        return introduction.Key.Length > 2 && introduction.Abbreviates(name.Text) ? introduction : null;
    }

    private static Field? NameBefore(NoteTokens tokens, int announcing)
    {
        // "(hereafter", "(im Folgenden", "; hereafter", ", далее –"
        var end = announcing;
        while (end > 0 && announcing - end < 3 && (tokens.Is(end - 1, TokenKind.Opening) || Fillers.Contains(tokens, end - 1) || tokens.Is(end - 1, ',')))
        {
            end--;
        }

        var start = end;
        while (start > 0 && end - start < MostNameWords && !tokens.Is(start - 1, ';') && !(tokens.Is(start - 1, '.') && tokens.HasGapBefore(start)) && !tokens.Is(start - 1, TokenKind.Closing))
        {
            start--;
        }

        return start < end ? Field.Of(tokens.Text, tokens.Span(start, end)) : null;
    }
}

/// <summary>How a siglum is introduced.</summary>
internal enum SiglumWay
{
    /// <summary>In brackets behind its archive, whose call number follows.</summary>
    Archive = 1,

    /// <summary>By words that promise that it will be used: hereafter, im Folgenden, ci-après, далее.</summary>
    Announced,

    /// <summary>In brackets behind the title of a work: <c>Documents diplomatiques français (DDF), t. 2</c>.</summary>
    Work,

    /// <summary>In brackets behind the name whose first letters it is, as many bodies bear one: it may, but need not, be used again.</summary>
    Bracketed,
}
