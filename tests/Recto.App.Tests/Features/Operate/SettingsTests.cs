using System.Text.RegularExpressions;
using Recto.App.Features.Operate;
using Recto.App.Shell.Settings;
using Recto.App.Tests.CommandLine;

namespace Recto.App.Tests.Features.Operate;

/// <summary>Settings have one source: the catalogue, from which everything else is made.</summary>
public sealed partial class SettingsTests : IDisposable
{
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Every_variable_that_the_program_reads_is_in_the_catalogue_and_nothing_else()
    {
        var read = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Settings{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Variable().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        string[] byEnding = ["RECTO_STRIPE_WEBHOOK_SECRETS_FILE", "RECTO_STRIPE_KEY_FILE"]; // A name and “_FILE”.
        string[] here = [SettingsFile.Variable];

        Assert.Equal(read.Union(byEnding).Union(here).Order(StringComparer.Ordinal), SettingCatalogue.All.Select(setting => setting.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_of_the_guide_is_what_the_catalogue_says() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Root(), "docs/operate/settings.md")), ConfigCommand.Markdown());

    [Fact]
    public void Every_group_names_a_page_that_is_there() => Assert.All(SettingCatalogue.Groups, group => Assert.True(File.Exists(Path.Combine(Root(), "docs/operate", group.Page)), group.Page));

    [Theory]
    [InlineData("RECTO_DATABASE", "Host=db;Username=recto;Password=sesame", "sesame", "host=db")]
    [InlineData("RECTO_DATABASE", "Host=db;Pwd='sesame';x", "sesame", "…")]
    [InlineData("RECTO_MAIL", "smtp://recto:sesame@mail.example.org:587", "sesame", "smtp://recto:…@mail.example.org:587")]
    [InlineData("RECTO_MAIL", "smtp://recto:ses ame@mail", "ame@mail", "…")]
    [InlineData("RECTO_CROSSREF", "name@example.org/role:sesame", "sesame", "name@example.org/role:…")]
    [InlineData("RECTO_CROSSREF", "sesame", "sesame", "…")]
    [InlineData("RECTO_STRIPE_KEY", "sk_live_sesame", "sesame", "sk_live_…")]
    [InlineData("RECTO_STRIPE_WEBHOOK_SECRETS", "whsec_sesame, whsec_open", "sesame", "whsec_…, whsec_…")]
    [InlineData("RECTO_SAML_SECRET", "sesame", "sesame", "…")]
    [InlineData("RECTO_OPENCITATIONS_TOKEN", "sesame", "sesame", "…")]
    public void Secrets_are_not_shown(string name, string value, string secret, string shown)
    {
        var told = SettingCatalogue.All.Single(setting => setting.Name == name).Show(value);

        Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
        Assert.Contains(shown, told, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Whatever_may_be_a_secret_by_its_name_is_masked() =>
        Assert.All(SettingCatalogue.All.Where(setting => SecretName().IsMatch(setting.Name)), setting => Assert.NotNull(setting.Masked));

    [Fact]
    public void A_file_is_read_as_systemd_reads_it()
    {
        Assert.True(SettingsFile.TryParse("# a remark\n; another\n\nRECTO_LOG=json\r\nexport RECTO_DATA = \"/srv/a \\\"b\\\"\"\nRECTO_MAIL='smtp://a=b'\nRECTO_EMPTY=\nRECTO_LOG=text", out var settings, out _));

        Assert.Equal(new Dictionary<string, string> { ["RECTO_LOG"] = "text", ["RECTO_DATA"] = "/srv/a \"b\"", ["RECTO_MAIL"] = "smtp://a=b", ["RECTO_EMPTY"] = "" }, settings);
        Assert.False(SettingsFile.TryParse("RECTO_LOG=json\nRECTO LOG=json", out _, out var line));
        Assert.Equal(2, line);
    }

    [Fact]
    public async Task What_was_given_is_shown_with_where_it_came_from_and_the_rest_on_demand()
    {
        Assert.Equal(0, await _run.RectoAsync("config", "--data", _run.Data, "--database", "Host=db;Password=sesame"));

        Assert.Contains($"RECTO_DATA={_run.Data}   # --data", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("RECTO_EMBEDDER", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await _run.RectoAsync("config", "--all", "--format", "json", "--data", _run.Data));
        Assert.Equal(SettingCatalogue.All.Count, _run.Lines.Count);
        Assert.Equal("--data", _run.Lines.Single(line => line.GetProperty("name").GetString() == "RECTO_DATA").GetProperty("from").GetString());
        Assert.Equal(2, await _run.RectoAsync("config", "--format", "yaml"));
        Assert.Contains("not “yaml”", _run.Error, StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Recto.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("\"((?:RECTO|OTEL)_[A-Z0-9_]+[A-Z])\"")]
    private static partial Regex Variable();

    [GeneratedRegex("(KEY|SECRETS?|TOKEN|PASSWORD|DATABASE|^RECTO_MAIL|CROSSREF)$")]
    private static partial Regex SecretName();
}
