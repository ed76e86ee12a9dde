using Recto.App.Features.Doctor;

namespace Recto.App.Tests.Features.Doctor;

/// <summary>What the doctor says of the table of countries.</summary>
public sealed class UsageDoctorTests
{
    [Theory]
    [InlineData("130.92.0.0/16,CH\n", Health.Ok, "are told by")]
    [InlineData("130.92.0.0/16,CH\n130.93.0.0/16\n", Health.Fail, "line 2: “130.93.0.0/16” is not a network, a comma and a country")]
    [InlineData(null, Health.Fail, "cannot be read")]
    public void A_table_is_read_and_its_first_wrong_line_named(string? table, object health, string said)
    {
        var path = Path.Combine(Path.GetTempPath(), $"recto-doctor-{Guid.NewGuid():N}.csv");
        try
        {
            if (table is not null)
            {
                File.WriteAllText(path, table);
            }

            var finding = UsageDoctor.Countries(name => name == "RECTO_USAGE_COUNTRIES" ? path : null);

            Assert.Equal((Health)health, finding!.Health);
            Assert.Contains(said, finding.Text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Without_a_table_nothing_is_said() => Assert.Null(UsageDoctor.Countries(_ => null));
}
