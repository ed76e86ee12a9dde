using Recto.App.Shell.Forms;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Uploads;

namespace Recto.App.Features.Import.Upload;

/// <summary>What the page for uploads shows.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Form">What was chosen, and what is wrong.</param>
/// <param name="Journals">Key and title of the journals that they may import into.</param>
/// <param name="Issues">Issues of these.</param>
/// <param name="Earlier">Their earlier uploads.</param>
public sealed record UploadView(DeskPerson Person, FormValues Form, IReadOnlyList<(string Key, string Title)> Journals, IReadOnlyList<IssueChoice> Issues, IReadOnlyList<ImportReportRow> Earlier);

/// <summary>What the page of one upload shows.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Row">The report as it is kept.</param>
/// <param name="Report">What became of the files.</param>
/// <param name="IsRunning">Whether it goes on.</param>
/// <param name="IsLost">Whether nothing was heard of it for minutes.</param>
/// <param name="MayPublish">Whether they may publish what came in.</param>
public sealed record ReportView(DeskPerson Person, ImportReportRow Row, UploadReport Report, bool IsRunning, bool IsLost, bool MayPublish);

/// <summary>What the page for a new file of an article shows.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Article">The article.</param>
/// <param name="Form">What was typed, and what is wrong.</param>
/// <param name="Line">What became of the file that was sent; null where none was.</param>
public sealed record ReplaceView(DeskPerson Person, DeskArticle Article, FormValues Form, UploadLine? Line);
