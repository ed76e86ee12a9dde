using Recto.Journals.Usage;

namespace Recto.Storage.Usage;

/// <summary>What was counted, as its row has it: zeros for the world and for what searches have not.</summary>
/// <param name="Institution">The institution; zeros for the world.</param>
/// <param name="Journal">The journal; zeros for none.</param>
/// <param name="Article">The article; zeros for none, and where those of a journal are added up.</param>
/// <param name="Access">Who could read it; 0 for none.</param>
/// <param name="Method">Whether a person read.</param>
/// <param name="Yop">The year; 0 for none.</param>
internal readonly record struct CountRow(Guid Institution, Guid Journal, Guid Article, short Access, short Method, short Yop) : IComparable<CountRow>
{
    /// <summary>The numbers of a row, in the order of the columns.</summary>
    public static readonly MetricType[] Metrics =
    [
        MetricType.SearchesPlatform, MetricType.NoLicense, MetricType.LimitExceeded, MetricType.TotalItemInvestigations, MetricType.TotalItemRequests, MetricType.UniqueItemInvestigations, MetricType.UniqueItemRequests,
    ];

    /// <summary>The row of a count.</summary>
    public static CountRow Of(UsageKey key) =>
        new(key.InstitutionId ?? Guid.Empty, key.JournalId ?? Guid.Empty, key.ArticleId ?? Guid.Empty, (short)(key.AccessType ?? 0), (short)key.Method, (short)(key.YearOfPublication ?? 0));

    /// <summary>In the order of the tables, so that rows are put beside each other.</summary>
    public int CompareTo(CountRow other)
    {
        var order = Institution.CompareTo(other.Institution);
        order = order != 0 ? order : Journal.CompareTo(other.Journal);
        order = order != 0 ? order : Article.CompareTo(other.Article);
        order = order != 0 ? order : Access - other.Access;
        order = order != 0 ? order : Method - other.Method;
        return order != 0 ? order : Yop - other.Yop;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Institution, Journal, Article, (Access << 24) | (Method << 16) | (ushort)Yop);
}
