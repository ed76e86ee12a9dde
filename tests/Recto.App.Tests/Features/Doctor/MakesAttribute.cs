using System.Reflection;
using Recto.App.Features.Doctor;
using Recto.Storage.Sql;
using Xunit.v3;

namespace Recto.App.Tests.Features.Doctor;

/// <summary>What a test makes wrong, and the doctor finds in it: its class looks after each test whether that was so (<see cref="DoctorExam"/>).</summary>
/// <param name="ids">Ids of the catalogue.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MakesAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids { get; } = ids;
}

/// <summary>A class of tests of the doctor. What it finds goes through here, and after a test that has passed all that the test says it makes must have been found.</summary>
public abstract class DoctorExam : IDisposable
{
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        CleanUp();
        if (TestContext.Current.TestState?.Result == TestResult.Passed && (TestContext.Current.TestMethod as IXunitTestMethod)?.Method.GetCustomAttribute<MakesAttribute>() is { } makes)
        {
            Assert.Empty(makes.Ids.Except(_found));
        }

        GC.SuppressFinalize(this);
    }

    protected virtual void CleanUp()
    {
    }

    /// <summary>A site about which there is nothing to say, on a machine about which there is nothing either.</summary>
    internal static Patient Healthy(string folder) => new()
    {
        Data = new DatabaseOptions { DataFolder = folder },
        Read = _ => null,
        Names = [],
        NamesInFile = [],
        SettingsFile = null,
        Machine = Machine.Here with { OpenFiles = 65536, FreeBytes = _ => long.MaxValue, Resolve = (_, _) => Task.FromResult<IReadOnlyList<System.Net.IPAddress>>([System.Net.IPAddress.Loopback]) },
    };

    /// <summary>Looks at a site.</summary>
    internal async Task<IReadOnlyList<Finding>> FindAsync(Patient patient)
    {
        var found = new List<Finding>();
        await foreach (var finding in new App.Features.Doctor.Doctor(patient).ExamineAsync(Ct))
        {
            found.Add(finding);
        }

        return Note(found);
    }

    /// <summary>Takes note of what was found.</summary>
    internal IReadOnlyList<Finding> Note(IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        Assert.All(all, finding => Assert.Equal(finding.Health == Health.Ok, finding.Id is null));
        Assert.All(all.Where(finding => finding.Id is not null), finding => Assert.Contains(finding.Id, Misconfigurations.All.Select(one => one.Id)));
        _found.UnionWith(all.Select(finding => finding.Id).OfType<string>());
        return all;
    }

    internal async Task<HashSet<string>> IdsAsync(Patient patient) => [.. (await FindAsync(patient)).Select(finding => finding.Id).OfType<string>()];

    internal static Patient With(Patient patient, params string[] settings)
    {
        var said = settings.Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return patient with { Read = said.GetValueOrDefault };
    }
}
