namespace Recto.Notes.Diagnostics;

/// <summary>What one check complains about, said once. Its page is <c>docs/diagnostics/{Id}.md</c>.</summary>
/// <param name="Id"><c>RN</c> and four digits: RN01 typography, RN02 structure of a reference, RN03 archives, RN04 back references, RN05 consistency. Never reused.</param>
/// <param name="Rule">Name in lower case with hyphens that says what is wrong, not what to do: <c>self-reference</c>.</param>
/// <param name="Title">One line for a list.</param>
/// <param name="Severity">How wrong it is.</param>
public sealed record DiagnosticDescriptor(string Id, string Rule, string Title, Severity Severity);
