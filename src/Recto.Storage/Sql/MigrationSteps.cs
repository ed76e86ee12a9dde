using System.Globalization;
using System.Reflection;
using DbUp.Engine;

namespace Recto.Storage.Sql;

/// <summary>The steps that this program carries: <c>0001_name.sql</c>, or a pair <c>0001_name.sqlite.sql</c> and <c>0001_name.postgres.sql</c>.</summary>
internal static class MigrationSteps
{
    private const string Extension = ".sql";

    /// <summary>The steps for that database in order of number, each under its name without endings.</summary>
    public static IReadOnlyList<SqlScript> For(Dialect dialect)
    {
        var assembly = typeof(MigrationSteps).Assembly;
        var steps = new SortedDictionary<string, SqlScript>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(Extension, StringComparison.Ordinal)))
        {
            var parts = resource[..^Extension.Length].Split('.');
            if (parts.Length == 1 || parts[1] == dialect.Name)
            {
                steps.Add(parts[0], new SqlScript(parts[0], Read(assembly, resource)));
            }
        }

        return [.. steps.Values];
    }

    /// <summary>The number before the name.</summary>
    public static int NumberOf(string step) => int.Parse(step.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
