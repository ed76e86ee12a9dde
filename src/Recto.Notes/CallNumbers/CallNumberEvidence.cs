using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Tells a call number from chance: the words and figures behind what may be the name of an archive.</summary>
internal sealed class CallNumberEvidence(NoteWords words)
{
    private string Text => words.Text;

    /// <summary>Whether what was read behind the mention is a call number and not chance.</summary>
    public bool IsEvidence(RepositoryMention mention, CallNumber call)
    {
        if (call.Path.Count == 0)
        {
            return false;
        }

        var strong = call.Kinds.Exists(kind => kind is LabelKind.RecordGroup or LabelKind.Fond or LabelKind.Inventory or LabelKind.Manuscript) || call.Folio is not null || HasStrongLabel(call);
        var shaped = call.Path.Exists(level => IsShaped(level)) || (call.Path.Count > 1 && call.Kinds.TrueForAll(kind => kind == LabelKind.None) && call.Path.Exists(HasDigit));
        if (mention.IsWeak && mention.Candidates.Count == 0)
        {
            return !CollectionWords.LooksPublished(words, new TextSpan(mention.Span.Start, Math.Max(call.End, mention.Span.End)))
                && (HasStrongLabel(call) || call.Kinds.Exists(kind => kind is LabelKind.RecordGroup or LabelKind.Manuscript));
        }

        if (mention.IsWeak)
        {
            var labelled = HasStrongLabel(call) || call.Kinds.Exists(kind => kind is LabelKind.RecordGroup or LabelKind.Fond or LabelKind.Inventory or LabelKind.Manuscript);
            if (mention.Candidates[0].Holdings.Contains(call.Path[0].In(Text).ToString()))
            {
                return labelled || shaped;
            }

            return MayBeInitials(mention)
                ? !call.Path.Exists(HasWord) && (labelled || (IsShaped(Whole(call)) && Whole(call).In(Text).Contains('/')))
                : labelled || ((call.Path.Exists(IsShaped) || IsShaped(Whole(call))) && call.Path[0].Start - mention.Span.End <= 3 && (char.IsLetterOrDigit(Text[call.Path[0].Start]) || Text[call.Path[0].Start] == '('));
        }

        if (mention.Candidates.Count > 0 || mention.IsIntroduced)
        {
            return strong || shaped || CollectionWords.NamesCollection(words, call.Path[0])
                || (call.Path.Exists(HasDigit) && !(mention.Siglum is null && CollectionWords.LooksPublished(words, new TextSpan(mention.Span.Start, Math.Min(words.Within.End, call.End + 1)))));
        }

        shaped = call.Path.Exists(IsShaped);
        return (strong || shaped || (IsGermanArchive(mention) && call.Path.Count > 1 && call.Path.Exists(HasDigit)))
            && !IsJournal(mention) && !CollectionWords.LooksPublished(words, new TextSpan(mention.Span.Start, Math.Max(call.End, mention.Span.End)));
    }

    // "Archives of Neurology" unless a box or a leaf follows.
    private bool IsJournal(RepositoryMention mention) =>
        mention.Name is { } name && (name.In(Text).StartsWith("Archives of ", StringComparison.Ordinal) || name.In(Text).StartsWith("Archiv für ", StringComparison.Ordinal) || name.In(Text).StartsWith("Arquivos ", StringComparison.Ordinal));

    /// <summary>Whether the siglum may be a person's initials: <c>B.A.G. Hammer</c>, <c>Noctor SC, Flint AC</c>: letters with stops, or behind a surname.</summary>
    public bool MayBeInitials(RepositoryMention mention)
    {
        if (mention.Siglum is not { } siglum)
        {
            return false;
        }

        if (siglum.In(Text).ContainsAny('.', ' '))
        {
            return true;
        }

        var before = words.IndexFrom(siglum.Start) - 1;
        return before >= 0 && siglum.Start - words.Words[before].End == 1 && Text[siglum.Start - 1] == ' ' && char.IsUpper(Text[words.Words[before].Start])
            && words.Words[before].End - words.Words[before].Start > 1 && words.Words[before].Folded is not ("see" or "in" or "and" or "source" or "the");
    }

    // The code as printed, levels together: FO 371/1.
    private static TextSpan Whole(CallNumber call) => new(call.Path.Min(level => level.Start), call.Path.Max(level => level.End));

    private bool HasWord(TextSpan level)
    {
        var lower = 0;
        foreach (var c in level.In(Text))
        {
            lower = char.IsLower(c) ? lower + 1 : 0;
            if (lower >= 3)
            {
                return true;
            }
        }

        return false;
    }

    // "Staatsarchiv Marburg, 5, Nr. 12", but not the journal "Archiv für Reformationsgeschichte 85, Nr. 2".
    private bool IsGermanArchive(RepositoryMention mention) =>
        mention.Name is { } name && name.In(Text).Contains("archiv", StringComparison.OrdinalIgnoreCase) && !name.In(Text).Contains("rchive", StringComparison.Ordinal) && !name.In(Text).Contains(" für ", StringComparison.Ordinal);

    private bool HasStrongLabel(CallNumber call)
    {
        // Where a level is labelled by more than a volume or a number its label ends right before it: "Box 12", "leg. 3".
        for (var i = 0; i < call.Path.Count; i++)
        {
            var at = words.IndexFrom(call.Path[i].Start) - 1;
            if (call.Kinds[i] is LabelKind.Box or LabelKind.File or LabelKind.Part && at >= 0
                && words.Words[at].Folded is not ("vol" or "vols" or "volume" or "volumes" or "no" or "nos" or "nr" or "n" or "bd" or "t" or "tome" or "book" or "series" or "p" or "section" or "d" or "b" or "a" or "w"))
            {
                return true;
            }
        }

        return false;
    }

    // FO 371/1, 7N, R 58/1030: a slash, or letters beside figures.
    private bool IsShaped(TextSpan level)
    {
        var span = level.In(Text);
        var digits = false;
        var capitals = false;
        foreach (var c in span)
        {
            digits |= char.IsDigit(c);
            capitals |= char.IsUpper(c);
        }

        return level.Length <= 24 && digits && (capitals || span.Contains('/') || span.Count('.') >= 2 || (span.Count('-') >= 2 && level.Length >= 8));
    }

    private bool HasDigit(TextSpan level)
    {
        foreach (var c in level.In(Text))
        {
            if (char.IsDigit(c))
            {
                return true;
            }
        }

        return false;
    }
}
