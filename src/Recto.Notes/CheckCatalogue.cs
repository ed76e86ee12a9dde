using Recto.Notes.Checks;
using Recto.Notes.Checks.Archives;
using Recto.Notes.Checks.BackReferences;
using Recto.Notes.Checks.Consistency;
using Recto.Notes.Checks.Structure;
using Recto.Notes.Checks.Typography;
using Recto.Notes.Diagnostics;

namespace Recto.Notes;

/// <summary>Every check, in order of id.</summary>
public static class CheckCatalogue
{
    /// <summary>All checks.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        // RN01 typography
        new WrongClosingQuotationMark(),
        new UnclosedQuotation(),
        new MissingSpaceBeforeBracket(),
        new HyphenInRange(),
        new SpaceAroundRangeDash(),
        new DoublePunctuation(),
        new SpaceBeforePunctuation(),
        new MissingSpaceAfterPunctuation(),
        new UnbalancedBracket(),
        new MismatchedBracket(),
        new StraightQuotationMark(),
        new QuotationStyleChanges(),
        new EllipsisStyleChanges(),
        new LookAlikeLetter(),
        new DigitForLetter(),
        new WrongApostrophe(),
        new StraightApostrophe(),
        new SpaceInsideBracket(),
        new InvisibleCharacter(),
        new WrongEncoding(),
        new BrokenHyphenation(),
        new FinalStop(),
        new RepeatedWord(),
        new SpacedInitials(),
        new WrongDash(),
        new CommaBeforeBracket(),
        new MarkInsideQuotation(),
        new MissingSpaceAfterAbbreviation(),
        new SmallLetterBeginsNote(),
        new ReplacementCharacter(),
        new CommaForOpeningQuotationMark(),
        new MissingStopInAbbreviation(),
        new MissingStopBetweenSentences(),
        new DecadeWithoutS(),

        // RN02 structure of a reference
        new VolumeMissing(),
        new YearAfterArticle(),
        new ImpossibleDate(),
        new ImpossibleRange(),
        new ImpossibleYearRange(),
        new YearMissing(),
        new ImprintMissing(),
        new VolumeOfJournalMissing(),
        new ContainerMissing(),
        new PagesOfChapterMissing(),
        new MalformedDoi(),
        new MalformedUrl(),
        new AccessDateMissing(),
        new PageOutsideRange(),
        new PageLabelNumber(),
        new InvalidRomanNumeral(),
        new PlaceholderLeft(),
        new WrongCheckDigit(),
        new RepeatedField(),
        new ImplausibleYear(),
        new EditorNumber(),
        new AccessDateAfterArticle(),

        // RN03 archives
        new WrongNumberOfParts(),
        new MixedScripts(),
        new AmbiguousSiglum(),
        new UnknownSiglum(),
        new SiglumNeverUsedAgain(),
        new SiglumBeforeIntroduction(),
        new SiglumIntroducedTwice(),
        new SiglumWithTwoMeanings(),
        new SeriesLetterLost(),
        new FolioSideDoubtful(),
        new FolioRangeReversed(),
        new LevelLabelsMixed(),
        new PartsMissing(),
        new LevelsOutOfOrder(),
        new RepositoryMissing(),
        new FolioMissing(),
        new ArchiveNamedTwoWays(),
        new DateOutsideFile(),
        new LeafLabelDisagrees(),

        // RN04 back references
        new SelfReference(),
        new TargetMissing(),
        new ForwardReference(),
        new PointerChain(),
        new IbidAfterSeveralSources(),
        new IbidAfterCommentary(),
        new FullFormAgain(),
        new ShortBeforeFull(),
        new PointsToRepeat(),
        new TargetCitesNothing(),
        new ShortFormWithoutFull(),
        new RepeatedPinpoint(),
        new IbidDiscouraged(),
        new BackReferenceWordsChange(),
        new AmbiguousOpCit(),
        new WrongNamedNote(),
        new IdemOfSeveralAuthors(),
        new DuplicateReferenceInNote(),

        // RN05 consistency over the apparatus
        new VariantAuthor(),
        new VariantCallNumber(),
        new VariantTitle(),
        new VariantPublisher(),
        new VariantJournal(),
        new VariantPlace(),
        new ImprintStyleChanges(),
        new RangeLengthChanges(),
        new OrdinalStyleChanges(),
        new CapitalizationChanges(),
        new InStyleChanges(),
        new MixedTransliteration(),
        new PinpointMissing(),
        new TitleStyleChanges(),
        new PageLabelChanges(),
        new EditorLabelChanges(),
        new GivenNamesChange(),
        new VariantYear(),
        new VariantVolumeOrPages(),
        new NameOrderChanges(),
        new VolumeLabelChanges(),
        new DateStyleChanges(),
        new SeparatorBetweenReferences(),
        new PlacesJoined(),
        new CommaAfterBracket(),
        new AbbreviationStopChanges(),
        new TitleCapitalChanges(),
        new InitialInShortForm(),
        new MonthCapital(),
        new VolumeLabelNumber(),
        new StateStyleChanges(),
    ];

    /// <summary>What all checks complain about, in document order.</summary>
    /// <param name="context">All notes of one article, read and resolved, and what they are judged by.</param>
    public static IReadOnlyList<Diagnostic> Run(CheckContext context) => RunWithin(context, CancellationToken.None);

    /// <summary>As <see cref="Run"/>, for a caller who does not wait for ever: the token is looked at before each check.</summary>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    public static IReadOnlyList<Diagnostic> RunWithin(CheckContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<Diagnostic> found = [.. All.SelectMany(check => ct.IsCancellationRequested ? throw new OperationCanceledException(ct) : check.Run(context))];
        return [.. found.OrderBy(diagnostic => diagnostic.NoteIndex).ThenBy(diagnostic => diagnostic.Span).ThenBy(diagnostic => diagnostic.Descriptor.Id, StringComparer.Ordinal)];
    }
}
