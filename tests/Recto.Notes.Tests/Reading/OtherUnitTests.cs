using Recto.Notes.References;

namespace Recto.Notes.Tests.Reading;

/// <summary>Back references that print other levels than the mention they repeat.</summary>
public sealed class OtherUnitTests
{
    [Theory]
    [InlineData("ГАРФ. Ф. 1235. Оп. 1. Д. 16. Л. 5–7 об.", "Там же. Д. 17. Л. 3.", "garf-1235-1-17")]
    [InlineData("ГАРФ. Ф. 1235. Оп. 1. Д. 16. Л. 5–7 об.", "Там же. Оп. 2. Д. 4. Л. 3, 4 об.", "garf-1235-2-4")]
    [InlineData("ГАРФ. Ф. 1235. Оп. 1. Д. 16.", "Там же. Ф. 1236. Оп. 1. Д. 4.", "garf-1236-1-4")]
    [InlineData("ГАРФ. Ф. 1235. Оп. 1. Д. 16.", "Там же. Л. 9.", "garf-1235-1-16")]
    [InlineData("RGASPI, f. 17, op. 162, d. 14, l. 27 ob.", "Ibid., d. 15, l. 3.", "rgaspi-17-162-15")]
    [InlineData("RGASPI 17/162/14/27.", "Ibid., d. 15, l. 3.", "rgaspi-17-162-15")] // the levels that are repeated have no labels
    [InlineData("RGASPI, f. 17, op. 162, d. 14.", "Ibid., f. 3.", "rgaspi-17-162-14")] // a leaf
    [InlineData("TNA, FO 371/12345.", "Ibid., FO 371/12346.", "tna-fo-371-12346")]
    [InlineData("BArch, R 43-I/132, Bl. 5.", "Ebd., R 43-I/133, Bl. 7.", "barch-r43i-133")]
    [InlineData("Jane Smith, Towns (London: Routledge, 1999), 4.", "Ibid., vol. 2, p. 5.", "smith-1999")] // no archive
    public void An_ibid_with_other_levels_is_another_file(string before, string ibid, string source)
    {
        var reference = Assert.Single(Reading.Of(before, ibid).Notes[1].References);

        Assert.Equal(ReferenceForm.Ibid, reference.Reference.Form);
        Assert.Equal(source, reference.SourceId);
        Assert.Equal(new Recto.Notes.Resolution.ReferenceTarget("1", 0, 0), reference.RefersTo);
        Assert.Empty(Reading.Of(before, ibid).Notes[1].Commentary);
    }

    [Fact]
    public void Ibid_behind_it_repeats_the_other_file()
    {
        var apparatus = Reading.Of("ГАРФ. Ф. 1235. Оп. 1. Д. 16. Л. 5.", "Там же.", "Там же. Д. 17. Л. 3.", "Там же. Л. 4.", "Там же. Д. 18.");

        Assert.Equal(["garf-1235-1-16", "garf-1235-1-16", "garf-1235-1-17", "garf-1235-1-17", "garf-1235-1-18"], apparatus.Notes.Select(note => note.References[0].SourceId));
    }
}
