#!/usr/bin/env bash
# The package of Recto.Notes as its users meet it: packed, restored into a fresh console program from a folder, and the README's example compiled and run against it.
set -euo pipefail
cd "$(dirname "$0")/.."
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
dotnet pack src/Recto.Notes -c Release -o "$dir/feed" -v q -nologo
between() { awk -v mark="\`\`\`$1" '$0 == mark {inside = 1; next} /^```/ {inside = 0} inside' src/Recto.Notes/README.md; }
mkdir "$dir/app"
between csharp > "$dir/app/Program.cs"
between text > "$dir/expected"
version=$(basename "$dir"/feed/Recto.Notes.*.nupkg .nupkg); version=${version#Recto.Notes.}
cat > "$dir/app/app.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
  <ItemGroup><PackageReference Include="Recto.Notes" Version="$version" /></ItemGroup>
</Project>
XML
cat > "$dir/app/nuget.config" <<XML
<configuration><packageSources><clear /><add key="folder" value="$dir/feed" /></packageSources><config><add key="globalPackagesFolder" value="$dir/packages" /></config></configuration>
XML
dotnet run --project "$dir/app" > "$dir/printed" || { cat "$dir/printed"; exit 1; }
diff "$dir/expected" "$dir/printed"
echo "Recto.Notes $version: packed, restored, and the README's example prints what the README says"
