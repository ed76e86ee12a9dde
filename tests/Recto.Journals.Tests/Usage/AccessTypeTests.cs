using Recto.Journals.Access;
using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Usage;

public sealed class AccessTypeTests
{
    private static readonly DateTimeOffset Now = Readers.At("2026-11-27T12:00:00");

    private static AccessTerms Terms(bool isOpen = false, Opening? opening = null) => new()
    {
        ArticleId = Readers.Article(1),
        JournalId = Readers.Kritika,
        IsPublished = true,
        HasOpenLicence = isOpen,
        Opening = opening ?? Opening.Never,
    };

    [Fact]
    public void An_open_licence_is_open_whatever_the_journal_says() =>
        Assert.Equal(AccessType.Open, AccessTypes.Of(Asker.Anybody(Now).Decide(Terms(isOpen: true, Opening.Never))));

    [Fact]
    public void What_everybody_may_read_without_a_licence_is_free_to_read()
    {
        Assert.Equal(AccessType.FreeToRead, AccessTypes.Of(Asker.Anybody(Now).Decide(Terms(opening: Opening.Always))));
        Assert.Equal(AccessType.FreeToRead, AccessTypes.Of(Asker.Anybody(Now).Decide(Terms(opening: new Opening(Now.AddDays(-1))))));
        Assert.Equal(AccessType.FreeToRead, AccessTypes.Of(Asker.Anybody(Now).Decide(Terms(opening: new Opening(null, Now.AddDays(-1), Now.AddDays(1))))));
    }

    [Fact]
    public void It_changes_with_the_window()
    {
        var terms = Terms(opening: new Opening(null, Now.AddDays(-1), Now.AddDays(1)));

        Assert.Equal(AccessType.Controlled, AccessTypes.Of(Asker.Anybody(Now.AddDays(1)).Decide(terms)));
    }

    [Fact]
    public void What_one_reader_may_is_no_access_type()
    {
        var editor = new AccessReader { IsAdministrator = true };
        var ofEditor = AccessRule.Decide(Terms(), editor, Now);

        Assert.Throws<ArgumentException>(() => AccessTypes.Of(ofEditor));
        Assert.Throws<ArgumentException>(() => AccessTypes.Of(AccessDecision.Nothing));
    }

    [Fact]
    public void Every_reason_has_an_answer()
    {
        foreach (var reason in Enum.GetValues<AccessReason>())
        {
            var decision = new AccessDecision { Open = AccessParts.Record, Reason = reason };
            var isOfArticle = reason is AccessReason.OpenLicence or AccessReason.FreeToRead or AccessReason.MovingWall or AccessReason.FreeWindow or AccessReason.Closed;

            Assert.Equal(isOfArticle, Record.Exception(() => AccessTypes.Of(decision)) is null);
        }
    }

    [Theory]
    [InlineData(2020, false, 2020)]
    [InlineData(2020, true, 9999)]
    [InlineData(null, false, 1)]
    [InlineData(null, true, 9999)]
    [InlineData(9999, false, 1)]
    [InlineData(0, false, 1)]
    public void The_year_of_publication_is_never_missing(int? year, bool isInPress, int expected) => Assert.Equal(expected, YearOfPublication.Of(year, isInPress));
}
