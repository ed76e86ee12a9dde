using System.Net;
using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Usage;

/// <summary>Readers, journals and what they do, for tests.</summary>
internal static class Readers
{
    public static readonly byte[] Salt = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    public static readonly Guid Kritika = new("00000000-0000-0000-0000-0000000000a1");
    public static readonly Guid Archiv = new("00000000-0000-0000-0000-0000000000a2");
    public static readonly Guid Library = new("00000000-0000-0000-0000-0000000000b1");
    public static readonly Guid Consortium = new("00000000-0000-0000-0000-0000000000b2");

    public static UserKey User(int number) => UserKey.OfAddress(Salt, new IPAddress([10, 0, (byte)(number >> 8), (byte)number]), "Mozilla/5.0");

    public static Guid Article(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An event of an article of Kritika, closed, of 2020, by a reader of no institution.</summary>
    public static UsageEvent Does(this UserKey user, UsageKind kind, DateTimeOffset at, int article = 1, UsageForm form = UsageForm.Html) => new()
    {
        At = at,
        Kind = kind,
        User = user,
        Form = form,
        ArticleId = Article(article),
        JournalId = Kritika,
        YearOfPublication = 2020,
        AccessType = AccessType.Controlled,
    };

    public static UsageEvent Searches(this UserKey user, DateTimeOffset at) => new() { At = at, Kind = UsageKind.Search, User = user };
}
