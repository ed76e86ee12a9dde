using System.Reflection;
using Microsoft.AspNetCore.Components;
using Recto.Journals.Articles;
using Recto.Notes;

namespace Recto.App.Tests.Architecture;

/// <summary>The arrows of <c>docs/architecture.md</c>, section 4, and the nevers of section 10.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Notes = typeof(NotesEngine).Assembly;
    private static readonly Assembly Journals = typeof(Article).Assembly;
    private static readonly Assembly Storage = Assembly.Load("Recto.Storage");
    private static readonly Assembly App = Assembly.Load("recto");

    public static TheoryData<string> Projects => ["Recto.Notes", "Recto.Journals", "Recto.Storage", "recto"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_circle_runs_among_the_folders_of_a_project(string project)
    {
        var root = project == "recto" ? "Recto.App" : project;
        var arrows = Arrows.Of(Assembly.Load(project)).Where(arrow => arrow.To.StartsWith(root, StringComparison.Ordinal)).ToList();

        var circle = Circle(arrows);

        Assert.True(circle is null, $"A circle:\n  {string.Join("\n  ", circle ?? [])}");
    }

    [Fact]
    public void Notes_and_Journals_and_Storage_point_only_downwards()
    {
        Assert.Empty(ReferencesOf(Notes));
        Assert.Equal(["Recto.Notes"], ReferencesOf(Journals));
        Assert.Subset(new HashSet<string> { "Recto.Notes", "Recto.Journals" }, ReferencesOf(Storage).ToHashSet());
    }

    [Fact]
    public void Notes_and_Journals_ship_with_no_package()
    {
        var foreign = Notes.GetReferencedAssemblies().Concat(Journals.GetReferencedAssemblies()).Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Recto.", StringComparison.Ordinal));

        Assert.Empty(foreign);
    }

    [Fact]
    public void A_stage_of_Notes_uses_only_what_stands_before_it()
    {
        string[] stair = ["Text", "Archives", "Labelling", "Tokens", "CallNumbers", "References", "Corrections", "Resolution", "Checks"];
        int Step(string place) => Array.IndexOf(stair, place["Recto.Notes".Length..].Split('.').ElementAtOrDefault(1));

        var wrong = Arrows.Of(Notes).Where(arrow => Step(arrow.From) >= 0 && Step(arrow.To) > Step(arrow.From));

        Assert.Empty(wrong.Select(arrow => arrow.Witness));
    }

    [Fact]
    public void A_diagnostic_is_born_in_Checks_only()
    {
        var wrong = Arrows.Of(Notes).Where(arrow => arrow.To == "Recto.Notes.Diagnostics" && arrow.From != "Recto.Notes" && !arrow.From.StartsWith("Recto.Notes.Checks", StringComparison.Ordinal));

        Assert.Empty(wrong.Select(arrow => arrow.Witness));
    }

    [Fact]
    public void Nothing_uses_the_root_of_its_own_project()
    {
        var wrong = new[] { Notes, Journals, Storage }.SelectMany(assembly => Arrows.Of(assembly).Where(arrow => arrow.To == assembly.GetName().Name));

        Assert.Empty(wrong.Select(arrow => arrow.Witness));
    }

    [Fact]
    public void The_uses_of_an_article_do_not_import_each_other()
    {
        // Usage counts what Access decides; COUNTER's reports and what is recommended are made of what Usage counts.
        (string, string)[] permitted = [("Recto.Journals.Usage", "Recto.Journals.Access"), ("Recto.Journals.Exchange.Counter", "Recto.Journals.Usage"), ("Recto.Journals.Recommending", "Recto.Journals.Usage")];
        string[] uses = ["Access", "Usage", "Exchange", "Recommending"];
        string? Use(string place) => uses.FirstOrDefault(use => place.StartsWith("Recto.Journals." + use, StringComparison.Ordinal));

        var wrong = Arrows.Of(Journals).Where(arrow => Use(arrow.From) is { } from && Use(arrow.To) is { } to && from != to && !permitted.Contains((arrow.From, arrow.To)));

        Assert.Empty(wrong.Select(arrow => arrow.Witness));
    }

    [Fact]
    public void Shop_uses_Access_alone_and_nothing_uses_CitedBy()
    {
        bool Is(string place, string folder) => place.StartsWith("Recto.Journals." + folder, StringComparison.Ordinal);

        var wrong = Arrows.Of(Journals).Where(arrow => arrow.To.StartsWith("Recto.Journals", StringComparison.Ordinal)
            && ((Is(arrow.From, "Shop") && !Is(arrow.To, "Shop") && !Is(arrow.To, "Access")) || (Is(arrow.To, "CitedBy") && !Is(arrow.From, "CitedBy"))));

        Assert.Empty(wrong.Select(arrow => arrow.Witness));
    }

    [Fact]
    public void No_store_folder_imports_another()
    {
        // Sql and Lists are the ground that every store stands on.
        var wrong = Arrows.Of(Storage).Where(arrow => arrow.From is not "Recto.Storage.Sql"
            && arrow.To.StartsWith("Recto.Storage.", StringComparison.Ordinal) && arrow.To is not ("Recto.Storage.Sql" or "Recto.Storage.Lists"));

        Assert.Empty(wrong.Select(arrow => arrow.Witness));
    }

    [Fact]
    public void No_feature_imports_another_and_Shell_imports_none()
    {
        string? Feature(string place) => place.StartsWith("Recto.App.Features.", StringComparison.Ordinal) ? place.Split('.')[3] : null;

        var wrong = Arrows.Of(App).Where(arrow => Feature(arrow.To) is { } to && (Feature(arrow.From) is { } from ? from != to : arrow.From != "Recto.App"));

        Assert.Empty(wrong.Select(arrow => arrow.Witness));
    }

    [Fact]
    public void Journals_and_Storage_know_no_HTTP()
    {
        var wrong = new[] { Journals, Storage }.SelectMany(assembly => Arrows.Of(assembly, "Microsoft.AspNetCore", "System.Net.Http"))
            .Where(arrow => !arrow.To.StartsWith("Recto", StringComparison.Ordinal));

        Assert.Empty(wrong.Select(arrow => arrow.Witness));
    }

    [Fact]
    public void No_page_runs_SQL_or_reads_JATS()
    {
        string[] forbidden = ["Dapper", "System.Data", "System.Xml", "Recto.Storage.Sql", "Recto.Journals.Exchange.Jats"];

        var wrong = Arrows.OfTypes(App, typeof(ComponentBase).IsAssignableFrom, forbidden)
            .Where(arrow => forbidden.Any(place => arrow.To.StartsWith(place, StringComparison.Ordinal)));

        Assert.Empty(wrong.Select(arrow => arrow.Witness));
    }

    [Fact]
    public void No_folder_has_a_name_that_says_nothing()
    {
        string[] vague = ["Common", "Helpers", "Utils", "Utilities", "Managers", "Misc"];

        var wrong = new[] { Notes, Journals, Storage, App }.SelectMany(assembly => assembly.GetTypes())
            .Select(type => type.Namespace).Where(place => place is not null && place.Split('.').Intersect(vague).Any());

        Assert.Empty(wrong.Distinct());
    }

    private static string[] ReferencesOf(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Recto", StringComparison.OrdinalIgnoreCase)).Order()];

    // Depth first; the first way that comes back to where it has been is the answer.
    private static List<string>? Circle(IReadOnlyList<Arrow> arrows)
    {
        var next = arrows.ToLookup(arrow => arrow.From);
        var done = new HashSet<string>();
        return next.Select(group => Walk(group.Key, [])).FirstOrDefault(found => found is not null);

        List<string>? Walk(string place, List<Arrow> way)
        {
            if (way.FindIndex(arrow => arrow.From == place) is >= 0 and var at)
            {
                return [.. way[at..].Select(arrow => $"{arrow.From} -> {arrow.To}: {arrow.Witness}")];
            }

            if (done.Contains(place))
            {
                return null;
            }

            var found = next[place].Select(arrow => Walk(arrow.To, [.. way, arrow])).FirstOrDefault(circle => circle is not null);
            done.Add(place);
            return found;
        }
    }
}
