using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Doctor;
using Recto.App.Features.Recommendations;
using Recto.App.Shell;
using Recto.App.Shell.Recommending;
using Recto.App.Tests.Web;
using Recto.Storage.Recommending;

namespace Recto.App.Tests.Features.Recommendations;

/// <summary>A model of texts that the operator brings: what it gives, what is said of one that cannot be used, and what is kept of it.</summary>
public sealed class EmbedderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Texts_that_mean_the_same_are_near_and_marks_and_padding_count_for_nothing()
    {
        using var files = TinyModel.Make();
        using var embedder = Open(files);

        Assert.Equal(4, embedder.Dimensions);
        Assert.Equal(1, Near(embedder.Embed("Harbour"), embedder.Embed("PORT")), 5);
        Assert.Equal(0, Near(embedder.Embed("harbour"), embedder.Embed("ledger")), 5);
        Assert.Equal([0.7071f, 0.7071f, 0, 0], embedder.Embed("harbour ledger").ToArray().Select(value => MathF.Round(value, 4)));
        Assert.Equal(1, Near(embedder.Embed("seals"), embedder.Embed("seal")), 5); // A word and its end are two tokens.
        Assert.True(embedder.Embed("").IsEmpty);
        Assert.True(embedder.Embed(" \n ").IsEmpty);

        using var padded = TinyModel.Make(length: 16);
        using var fixedLength = Open(padded);
        Assert.Equal(embedder.Embed("harbour ledger").ToArray(), fixedLength.Embed("harbour ledger").ToArray());
        Assert.NotEqual(embedder.Model, fixedLength.Model);
    }

    [Fact]
    public void A_huge_text_is_read_from_its_beginning_only()
    {
        using var files = TinyModel.Make();
        using var embedder = Open(files);

        var huge = embedder.Embed(string.Concat(Enumerable.Repeat("harbour ", 1000)) + string.Concat(Enumerable.Repeat("ledger ", 2_000_000)));

        Assert.Equal(embedder.Embed("harbour").ToArray(), huge.ToArray());
        Assert.Equal(4, embedder.Embed(new string('x', 3_000_000)).Length);
        Assert.InRange(embedder.Embed("harbours " + string.Concat(Enumerable.Repeat("𝔵", 5000))).Span[0], 0.9f, 1f); // Cut between the halves of a letter it would not be text.
    }

    [Fact]
    public void What_cannot_be_used_is_said_and_how_to_mend_it()
    {
        using var good = TinyModel.Make();
        var whole = File.ReadAllBytes(good.File);

        Assert.Contains("no ONNX model that can be run", Wrong(good, () => File.WriteAllBytes(good.File, whole[..(whole.Length / 2)])), StringComparison.Ordinal);
        Assert.Contains("no ONNX model that can be run", Wrong(good, () => File.WriteAllText(good.File, "<html>Not found</html>")), StringComparison.Ordinal);
        Assert.Contains("no ONNX model that can be run", Wrong(good, () => File.WriteAllBytes(good.File, [])), StringComparison.Ordinal);
        File.WriteAllBytes(good.File, whole);
        Assert.Contains("no vocabulary of WordPiece", Wrong(good, () => File.WriteAllText(good.Vocabulary, "harbour\nport\n")), StringComparison.Ordinal);
        Assert.Contains("has no vocab.txt beside it", Wrong(good, () => File.Delete(good.Vocabulary)), StringComparison.Ordinal);
        foreach (var (bad, said) in new[]
        {
            (TinyModel.Make(input: "pixel_values"), "has no input “input_ids”"), (TinyModel.Make(more: ["attention_mask", "position_ids"]), "asks for an input “position_ids”"),
            (TinyModel.Make(inputType: 6), "in another form than 64-bit numbers"), (TinyModel.Make(output: "sentence_embedding", length: 2), "tokens only"),
            (TinyModel.Make(row: [2, 2]), "of the shape [1, 3, 2, 2] for 3 tokens"), (TinyModel.Make(row: []), "of the shape [1, 8] for 8 tokens"),
        })
        {
            using (bad)
            {
                Assert.Contains(said, Wrong(bad, () => { }), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_doctor_tries_the_model_and_says_nothing_where_there_is_none()
    {
        using var files = TinyModel.Make();

        Assert.Null(EmbedderDoctor.Model(_ => null));
        Assert.Equal(Health.Ok, Said().Health);
        Assert.Contains("gives 4 numbers", Said().Text, StringComparison.Ordinal);
        File.WriteAllText(files.File, "nothing");
        Assert.Equal(Health.Fail, Said().Health);
        File.Delete(files.File);
        Assert.Contains("is no file", Said().Text, StringComparison.Ordinal);
        Assert.False(RecommendationOptions.TryRead(name => name == "RECTO_EMBEDDER" ? files.File : null, out _, out var wrong));
        Assert.Contains("RECTO_EMBEDDER", wrong, StringComparison.Ordinal);

        Finding Said() => EmbedderDoctor.Model(name => name == "RECTO_EMBEDDER" ? files.File : null)!;
    }

    [Fact]
    public async Task Articles_get_a_vector_each_which_goes_with_another_model_and_with_the_switch()
    {
        using var files = TinyModel.Make();
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1), options: options => options with { Recommendations = new() { Embedder = files.File } });
        var (vectors, store) = (site.Services.GetRequiredService<MakeVectors>(), site.Services.GetRequiredService<VectorStore>());
        Assert.DoesNotContain("A model of language", await site.TextAsync("/recommendations?lang=en"), StringComparison.Ordinal);

        var made = await vectors.RunAsync(Ct);
        Assert.True(made > 2, $"{made} vectors");
        Assert.Equal(0, await vectors.RunAsync(Ct));
        await site.Services.GetRequiredService<MakeLists>().RunAsync(Ct);
        var known = (await site.Services.GetRequiredService<RecommendationStore>().LoadAsync(5, Ct)).Articles;
        Assert.Equal(made, known.Count(article => article.Vector.Length == 4));
        Assert.Contains("A model of language", await NewAsync("/recommendations"), StringComparison.Ordinal);

        using var other = TinyModel.Make(scale: 2);
        File.Copy(other.File, files.File, overwrite: true);
        File.SetLastWriteTimeUtc(files.File, DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(made, await vectors.RunAsync(Ct));
        File.WriteAllText(files.File, "broken");
        File.SetLastWriteTimeUtc(files.File, DateTime.UtcNow.AddMinutes(2));
        Assert.Equal(0, await vectors.RunAsync(Ct));

        var off = new MakeVectors(store, new SiteOptions { Database = site.Services.GetRequiredService<SiteOptions>().Database }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<MakeVectors>.Instance);
        Assert.Equal(0, await off.RunAsync(Ct));
        Assert.False(await store.AnyAsync(Ct));

        async Task<string> NewAsync(string path)
        {
            await site.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);
            return await site.TextAsync(path);
        }
    }

    private static OnnxEmbedder Open(TinyModel files)
    {
        Assert.True(OnnxEmbedder.TryOpen(files.File, 1, out var embedder, out var wrong), wrong);
        return embedder;
    }

    private static string Wrong(TinyModel files, Action spoil)
    {
        spoil();
        Assert.False(OnnxEmbedder.TryOpen(files.File, 1, out _, out var wrong));
        return wrong;
    }

    private static double Near(ReadOnlyMemory<float> one, ReadOnlyMemory<float> other) => one.ToArray().Zip(other.ToArray()).Sum(pair => (double)pair.First * pair.Second);
}
