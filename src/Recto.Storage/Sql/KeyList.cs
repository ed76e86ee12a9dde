using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Recto.Storage.Sql;

/// <summary>Conditions that a column holds one of some keys. Each key is a value of its own, for SQLite knows no lists; of no keys at all no row is one.</summary>
internal static class KeyList
{
    /// <summary>The condition, its keys put among the values of a statement.</summary>
    /// <param name="values">The values.</param>
    /// <param name="column">The column.</param>
    /// <param name="name">What the values are called, with a number behind it: no other value of the statement is called so.</param>
    /// <param name="keys">The keys.</param>
    public static string In<TKey>(this DynamicParameters values, string column, string name, IEnumerable<TKey> keys) where TKey : notnull => Condition(column, name, keys, (each, key) => values.Add(each, key));

    /// <summary>The condition, its keys put among the values of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="column">The column.</param>
    /// <param name="name">What the values are called, with a number behind it: no other value of the command is called so.</param>
    /// <param name="keys">The keys.</param>
    public static string In<TKey>(this DbCommand command, string column, string name, IEnumerable<TKey> keys) where TKey : notnull => Condition(column, name, keys, (each, key) => command.Add(each, key));

    private static string Condition<TKey>(string column, string name, IEnumerable<TKey> keys, Action<string, object> add) where TKey : notnull
    {
        var names = new List<string>();
        foreach (var key in keys)
        {
            var each = name + names.Count.ToString(CultureInfo.InvariantCulture);
            add(each, key);
            names.Add("@" + each);
        }

        return names.Count == 0 ? "1 = 0" : $"{column} IN ({string.Join(", ", names)})";
    }
}
