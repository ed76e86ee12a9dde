using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Recto.Storage.Backups;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Sql;

/// <summary>A row that was put into a database of an earlier schema.</summary>
/// <param name="Step">The schema's step.</param>
/// <param name="Table">The table, with the columns that were given.</param>
/// <param name="Values">Its values, in the order of the columns.</param>
internal sealed record SeededRow(int Step, TableShape Table, IReadOnlyList<object?> Values)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The row as a backup has it.</summary>
    public string Line() => "[" + string.Join(',', Values.Select(Shown)) + "]";

    public static string Shown(object? value) => value switch
    {
        null => "null",
        byte[] bytes => $$"""{"base64":"{{Convert.ToBase64String(bytes)}}"}""",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        var text => JsonSerializer.Serialize((string)text, Plain),
    };
}

/// <summary>
/// Makes rows for every table of every earlier schema, out of the schema itself: what a column's CHECK permits, what its key refers to. Whether a row can stand is asked of an embedded database in memory, step by step;
/// the tests put the same rows into the databases that they migrate.
/// </summary>
internal sealed partial class SeededRows : IDisposable
{
    public const long At = 1_773_480_413_000_000; // 2026-03-14
    private readonly SqliteConnection _shape = new("Data Source=:memory:");
    private readonly Dictionary<string, List<Dictionary<string, object?>>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _schemas = new(StringComparer.Ordinal);
    private int _number;

    public SeededRows() => _shape.Open();

    /// <summary>Tables that no row could be made for.</summary>
    public List<string> Empty { get; } = [];

    public void Dispose() => _shape.Dispose();

    /// <summary>Takes a step and makes rows for every table that is new or changed by it; for all tables where that is asked for.</summary>
    public IReadOnlyList<SeededRow> Take(DbUp.Engine.SqlScript step, bool all)
    {
        _shape.Execute("PRAGMA foreign_keys = OFF");
        _shape.Execute(step.Contents.Replace("$Key$", "KEYTEXT", StringComparison.Ordinal).Replace("$Ordered$", "TEXT", StringComparison.Ordinal).Replace("$Bytes$", "BLOB", StringComparison.Ordinal));
        _shape.Execute("PRAGMA foreign_keys = ON");
        var tables = _shape.Query<(string Name, string Sql)>("SELECT t.name, m.sql FROM pragma_table_list t JOIN sqlite_master m ON m.name = t.name AND m.type = 'table' WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name").Where(table => !TableShape.IsRemade(table.Name) && !table.Name.StartsWith("sqlite", StringComparison.Ordinal)).ToList();
        var made = new List<SeededRow>();
        Empty.Clear();
        foreach (var table in InOrder(tables))
        {
            var isChanged = _schemas.GetValueOrDefault(table.Name) != table.Sql;
            _schemas[table.Name] = table.Sql;
            if ((isChanged || all) && Make(table.Name, table.Sql) is { } row)
            {
                _rows.TryAdd(table.Name, []);
                _rows[table.Name].Add(row);
                made.Add(new SeededRow(MigrationSteps.NumberOf(step.Name), new TableShape(table.Name, [.. row.Keys]), [.. row.Values]));
            }

            if (!_rows.ContainsKey(table.Name))
            {
                Empty.Add(table.Name);
            }
        }

        return made;
    }

    // Full where that can stand; else as full as it can.
    private Dictionary<string, object?>? Make(string table, string sql)
    {
        _number++;
        var columns = _shape.Query<(string Name, string Type, long NotNull, long Key)>("SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(@table) WHERE hidden = 0 ORDER BY cid", new { table }).ToList();
        var references = _shape.Query<(long Id, string Other, string From, string To)>("SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(@table) ORDER BY id, seq", new { table }).ToList();
        foreach (var spread in (bool[])[false, true])
        {
            var values = columns.ToDictionary(column => column.Name, object? (column) => Value(table, column.Name, column.Type, sql), StringComparer.Ordinal);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var lacks = new HashSet<string>(StringComparer.Ordinal);
            foreach (var reference in references.GroupBy(reference => reference.Id).OrderBy(group => group.Count()))
            {
                var others = _rows.GetValueOrDefault(reference.First().Other) ?? [];
                var row = others.Count == 0 ? null : spread && !seen.Add(reference.First().Other) && others.Count > 1 ? others[^2] : others[^1];
                foreach (var (_, _, from, to) in reference)
                {
                    values[from] = row?.GetValueOrDefault(to);
                    if (values[from] is null)
                    {
                        lacks.Add(from);
                    }
                }
            }

            var needed = columns.Where(column => column.NotNull != 0 || column.Key > 0).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
            if (needed.Overlaps(lacks))
            {
                return null; // What it refers to could not be made yet.
            }

            var free = columns.Select(column => column.Name).Where(column => !needed.Contains(column) && !lacks.Contains(column)).ToList();
            foreach (var start in (IEnumerable<IEnumerable<string>>)[free, [], .. free.Select(one => (string[])[one]), .. free.SelectMany(one => free.Select(other => (string[])[one, other]))])
            {
                var given = needed.Concat(start).ToHashSet(StringComparer.Ordinal);
                if (!Stands(table, values, given))
                {
                    continue;
                }

                foreach (var more in free.Where(more => !given.Contains(more)).ToList())
                {
                    given.Add(more);
                    if (!Stands(table, values, given))
                    {
                        given.Remove(more);
                    }
                }

                Insert(table, values, given);
                return columns.Where(column => given.Contains(column.Name)).ToDictionary(column => column.Name, column => values[column.Name], StringComparer.Ordinal);
            }
        }

        return null;
    }

    private bool Stands(string table, Dictionary<string, object?> values, HashSet<string> given)
    {
        _shape.Execute("SAVEPOINT trial");
        try
        {
            Insert(table, values, given);
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
        finally
        {
            _shape.Execute("ROLLBACK TO trial; RELEASE trial");
        }
    }

    private void Insert(string table, Dictionary<string, object?> values, HashSet<string> given)
    {
        using var command = _shape.CreateCommand();
        var names = given.ToList();
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", names.Select(name => $"\"{name}\""))}) VALUES ({string.Join(", ", names.Select((_, index) => $"@p{index}"))})";
        for (var index = 0; index < names.Count; index++)
        {
            command.Parameters.AddWithValue($"@p{index}", values[names[index]] ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    private object Value(string table, string column, string type, string sql)
    {
        var check = string.Join(" AND ", Regex.Matches(sql, $@"CHECK \(((?:length\()?{column}\b[^()]*\)?[^()]*(?:\([^()]*\))?[^()]*)\)").Select(match => match.Groups[1].Value));
        if (type.Contains("INT", StringComparison.Ordinal))
        {
            var range = Between().Match(check);
            return range.Success ? Whole(range, 1) + (Whole(range, 2) - Whole(range, 1) > 1000 ? _number : 0)
                : In().Match(check) is { Success: true } choices ? long.Parse(choices.Groups[1].Value.Split(',')[0], CultureInfo.InvariantCulture)
                : type == "BIGINT" && (column == "at" || column.EndsWith("_at", StringComparison.Ordinal)) ? At + _number : _number;
        }

        if (type.StartsWith("DOUBLE", StringComparison.Ordinal))
        {
            return 0.5 + (1.0 / (_number + 7));
        }

        if (type == "BLOB")
        {
            return new byte[] { 0, 255, (byte)(_number >> 8), (byte)_number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
        }

        if (type == "KEYTEXT")
        {
            return new Guid(_number, 0x7000, unchecked((short)0x8000), 1, 2, 3, 4, 5, 6, 7, (byte)column.Length).ToString().ToUpperInvariant();
        }

        if (In().Match(check) is { Success: true } words && words.Groups[1].Value.Contains('\'', StringComparison.Ordinal))
        {
            return words.Groups[1].Value.Split('\'')[1];
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{_number:000}é “{column}” of {table} {new string('x', 64)}");
        var length = Exactly().Match(check) is { Success: true } exact ? (int)Whole(exact, 1) : LengthIn().Match(check) is { Success: true } some ? (int)Whole(some, 1) : LengthBetween().Match(check) is { Success: true } most ? (int)Math.Min(Whole(most, 3), 60) : 60;
        return length <= 3 ? Letters(length) : text[..length];
    }

    private string Letters(int length) => new([.. Enumerable.Range(0, length).Select(place => (char)('A' + (_number / (int)Math.Pow(26, place) % 26)))]);

    private static long Whole(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private List<(string Name, string Sql)> InOrder(List<(string Name, string Sql)> tables)
    {
        var names = _shape.Query<(string Table, string Other)>("SELECT t.name, f.\"table\" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main'").ToLookup(arrow => arrow.Table, arrow => arrow.Other);
        var ordered = new List<(string Name, string Sql)>();
        while (ordered.Count < tables.Count)
        {
            ordered.AddRange(tables.Where(table => !ordered.Contains(table) && names[table.Name].All(other => other == table.Name || ordered.Exists(done => done.Name == other))).ToList());
        }

        return ordered;
    }

    [GeneratedRegex(@"\A\w+ BETWEEN (\d+) AND (\d+)")]
    private static partial Regex Between();

    [GeneratedRegex(@"\A\w+ IN \(([^)]*)\)?")]
    private static partial Regex In();

    [GeneratedRegex(@"length\(\w+\) = (\d+)")]
    private static partial Regex Exactly();

    [GeneratedRegex(@"length\(\w+\) IN \((\d+)")]
    private static partial Regex LengthIn();

    [GeneratedRegex(@"length\(\w+\) (?:BETWEEN (\d+) AND|(<)=) (\d+)")]
    private static partial Regex LengthBetween();
}
