using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Recto.Notes.Tests.Package;

/// <summary>The example of the package's README, compiled as it stands there and run. <c>.ci/package.sh</c> does the same against the package.</summary>
[Collection(nameof(StandardOutput))]
public sealed class ReadmeTests
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    [Fact]
    public void The_example_prints_what_the_README_says()
    {
        var readme = Readme();

        var printed = Run(Block(readme, "csharp"));

        Assert.Equal(Block(readme, "text").Trim(), printed.Trim());
    }

    [Fact]
    public void The_example_has_ten_lines() =>
        Assert.Equal(10, Block(Readme(), "csharp").Split('\n').Count(line => line.Trim().Length > 0));

    private static string Readme()
    {
        using var stream = typeof(ReadmeTests).Assembly.GetManifestResourceStream("README.md")!;
        return new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Block(string readme, string language)
    {
        var start = readme.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static string Run(string program)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "example",
            [CSharpSyntaxTree.ParseText(program), CSharpSyntaxTree.ParseText(ImplicitUsings)],
            platform.Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "Recto.Notes.dll" or "netstandard.dll").Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));

        var before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Assembly.Load(assembly.ToArray()).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(before);
        }

        return output.ToString().ReplaceLineEndings("\n");
    }
}

/// <summary>Tests that listen to what the process prints run alone.</summary>
[CollectionDefinition(nameof(StandardOutput), DisableParallelization = true)]
public sealed class StandardOutput;
