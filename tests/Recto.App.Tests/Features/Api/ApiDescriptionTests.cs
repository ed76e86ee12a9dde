using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Api;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Features.Api;

/// <summary>
/// The description of the API against the API itself, by programs that we did not write. RECTO_TEST_API_CLIENT names a folder whose <c>node_modules</c> has <c>swagger-typescript-api</c>,
/// <c>@seriousme/openapi-schema-validator</c>, <c>@redocly/cli</c>, <c>ajv</c> and <c>ajv-formats</c>; node runs them.
/// </summary>
public sealed class ApiDescriptionTests(ApiHome home) : IClassFixture<ApiHome>
{
    private const string Marchmont = ReadOnlySite.Marchmont;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly string? Folder = Environment.GetEnvironmentVariable("RECTO_TEST_API_CLIENT");

    private WebSite Site => home.Site;

    [Fact]
    public async Task Every_route_is_described_and_every_field_has_words_and_an_example()
    {
        using var document = JsonDocument.Parse(await Site.TextAsync("/api/openapi.json"));
        var described = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order().ToList();
        var routed = Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => route.StartsWith(ApiFeature.Root, StringComparison.Ordinal)).Select(route => route[ApiFeature.Root.Length..].Replace("{**", "{", StringComparison.Ordinal)).Order().ToList();

        Assert.Equal(routed, described);
        foreach (var schema in document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            foreach (var property in schema.Value.GetProperty("properties").EnumerateObject())
            {
                var place = $"{schema.Name}.{property.Name}";
                var value = property.Value.TryGetProperty("items", out var items) ? items : property.Value;
                Assert.True(property.Value.GetProperty("description").GetString()!.Length > 3, place);
                Assert.True(value.TryGetProperty("$ref", out _) || value.TryGetProperty("examples", out _), $"{place} has no example.");
            }
        }
    }

    [Fact]
    public async Task Validators_find_no_fault_in_the_description()
    {
        var run = await PrepareAsync();
        var said = await run.NodeAsync("validate.mjs", """
            import { Validator } from '@seriousme/openapi-schema-validator'
            import fs from 'node:fs'
            for (const file of ['openapi.json', 'openapi.yaml']) {
              const result = await new Validator().validate(fs.readFileSync(file, 'utf8'))
              console.log(file, result.valid, JSON.stringify(result.errors ?? ''))
            }
            """);
        Assert.Equal("openapi.json true \"\"\nopenapi.yaml true \"\"", said.Trim());
        var linted = await run.RunAsync("node_modules/.bin/redocly", "lint", "openapi.json", "--extends", "recommended", "--format", "stylish");
        Assert.Contains("Your API description is valid", linted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_answers_are_as_the_description_says_and_hold_nothing_that_it_does_not()
    {
        var run = await PrepareAsync();
        using var document = JsonDocument.Parse(await Site.TextAsync("/api/openapi.json"));
        var article = (await Site.AllAsync("/api/v1/articles")).First(one => one.TryGetProperty("doi", out _) && one.TryGetProperty("issue", out _));
        var answers = new Dictionary<string, string>();
        foreach (var operation in ApiFeature.Operations)
        {
            var path = operation.Told.Path.Replace("{key}", "lower-margin", StringComparison.Ordinal).Replace("{issue}", article.GetProperty("issue").Text("key"), StringComparison.Ordinal)
                .Replace("{slug}", Marchmont.Split('/')[^1], StringComparison.Ordinal).Replace("{doi}", article.Text("doi"), StringComparison.Ordinal).Replace("{note}", "1", StringComparison.Ordinal).Replace("{work}", "genette-1987-seuils", StringComparison.Ordinal);
            answers[$"{operation.Told.Path} 200 {operation.Told.Answer.Name}"] = await Site.TextAsync(ApiFeature.Root + path);
        }

        answers["/articles 200 ArticleList with a next page"] = await Site.TextAsync("/api/v1/articles?limit=1");
        answers["/articles 200 ArticleList deleted"] = await Site.TextAsync("/api/v1/articles?deleted=true");
        foreach (var one in await Site.AllAsync("/api/v1/articles"))
        {
            answers[$"record 200 ArticleRecord {one.Text("slug")}"] = await Site.TextAsync(new Uri(one.Text("self")).PathAndQuery);
            answers[$"notes 200 NoteList {one.Text("slug")}"] = await Site.TextAsync(new Uri(one.Text("self")).PathAndQuery + "/notes?limit=200");
            answers[$"cited-by 200 CitedByList {one.Text("slug")}"] = await Site.TextAsync(new Uri(one.Text("self")).PathAndQuery + "/cited-by?limit=200");
            answers[$"sources 200 SourceList {one.Text("slug")}"] = await Site.TextAsync(new Uri(one.Text("self")).PathAndQuery + "/sources?limit=200");
        }

        answers["problem 400 Problem"] = await Site.TextAsync("/api/v1/articles?limit=0");
        answers["problem 404 Problem"] = await Site.TextAsync("/api/v1/articles/none");
        run.Write("answers.json", JsonSerializer.Serialize(answers));

        var said = await run.NodeAsync("answers.mjs", """
            import Ajv2020 from 'ajv/dist/2020.js'
            import addFormats from 'ajv-formats'
            import fs from 'node:fs'
            const document = JSON.parse(fs.readFileSync('openapi.json', 'utf8'))
            for (const schema of Object.values(document.components.schemas)) schema.additionalProperties = false   // nothing that is not described
            const ajv = new Ajv2020.default({ strict: false, allErrors: true })
            addFormats.default(ajv)
            for (const format of ['int32', 'int64', 'double']) ajv.addFormat(format, true)
            ajv.addSchema(document, 'api')
            let count = 0
            for (const [name, text] of Object.entries(JSON.parse(fs.readFileSync('answers.json', 'utf8')))) {
              const validate = ajv.getSchema('api#/components/schemas/' + name.split(' ')[2])
              if (!validate(JSON.parse(text))) console.log(name, JSON.stringify(validate.errors.slice(0, 3)))
              count++
            }
            console.log(count, 'answers')
            """);
        Assert.Equal($"{answers.Count} answers", said.Trim());
    }

    /// <summary>A client in TypeScript, made by swagger-typescript-api of what the running site says of itself, reads journals, all articles page by page, and a note.</summary>
    [Fact]
    public async Task A_client_that_a_generator_made_of_the_description_reads_the_site()
    {
        var run = await PrepareAsync();
        await run.RunAsync("node_modules/.bin/swagger-typescript-api", "generate", "-p", "openapi.json", "-o", ".", "-n", "client.ts", "--js", "--silent");
        File.Move(Path.Combine(run.Place, "client.js"), Path.Combine(run.Place, "client.mjs"));

        var said = await run.NodeAsync("use.mjs", """
            import { Api } from './client.mjs'
            const api = new Api({ customFetch: (...asked) => fetch(...asked) })
            const journals = (await api.journals.listJournals()).data
            const slugs = []
            let cursor
            do {
              const page = (await api.articles.listArticles({ journal: journals.items[0].key, limit: 1, cursor })).data
              slugs.push(...page.items.map(article => article.slug))
              cursor = page.nextCursor
            } while (cursor)
            const article = (await api.articles.getArticle(slugs[0])).data
            const notes = (await api.articles.listNotes(article.slug, { limit: 3 })).data
            const note = (await api.articles.getNote(article.slug, notes.items[0].key)).data
            const problem = await api.articles.getArticle('there-is-none').then(() => 'none', answer => answer.error)
            console.log(JSON.stringify({ journal: journals.items[0].key, slugs, title: article.title, note: note.text, problem: problem.status }))
            """);

        var read = JsonDocument.Parse(said).RootElement;
        var all = await Site.AllAsync("/api/v1/articles");
        Assert.Equal("lower-margin", read.Text("journal"));
        Assert.Equal(all.Select(article => article.Text("slug")), read.GetProperty("slugs").EnumerateArray().Select(slug => slug.GetString()));
        Assert.Equal(all[0].Text("title"), read.Text("title"));
        Assert.Equal((await Site.AllAsync($"/api/v1/articles/{all[0].Text("slug")}/notes"))[0].Text("text"), read.Text("note"));
        Assert.Equal(404, read.GetProperty("problem").GetInt32());
    }

    private async Task<NodeFolder> PrepareAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Folder), "RECTO_TEST_API_CLIENT names no folder with node_modules of swagger-typescript-api, @seriousme/openapi-schema-validator, @redocly/cli, ajv and ajv-formats.");
        var run = new NodeFolder(Path.Combine(Path.GetDirectoryName(Site.Commands.Write("api/begin", ""))!, Guid.NewGuid().ToString("N")), Folder!);
        run.Write("openapi.json", await Site.TextAsync("/api/openapi.json"));
        run.Write("openapi.yaml", await Site.TextAsync("/api/openapi.yaml"));
        return run;
    }

    /// <summary>A folder of its own in which node finds the programs.</summary>
    private sealed class NodeFolder
    {
        public NodeFolder(string place, string modules)
        {
            Place = Directory.CreateDirectory(place).FullName;
            Directory.CreateSymbolicLink(Path.Combine(Place, "node_modules"), Path.Combine(modules, "node_modules"));
        }

        public string Place { get; }

        public void Write(string name, string text) => File.WriteAllText(Path.Combine(Place, name), text, new UTF8Encoding(false));

        public Task<string> NodeAsync(string name, string script)
        {
            Write(name, script);
            return RunAsync("node", name);
        }

        public async Task<string> RunAsync(string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program.Contains('/', StringComparison.Ordinal) ? Path.Combine(Place, program) : program, arguments) { WorkingDirectory = Place, RedirectStandardOutput = true, RedirectStandardError = true };
            (start.Environment["REDOCLY_TELEMETRY"], start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"], start.Environment["CI"]) = ("off", "true", "true");
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
            await process.WaitForExitAsync(Ct);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{await output}\n{await error}");
            return await output + (program == "node" ? "" : await error);
        }
    }
}
