namespace Recto.Journals.Exchange.Docx;

/// <summary>A Word file cannot be read; the message says why and what to do. Never leaves <see cref="DocxLoader"/>, which makes a refusal of it.</summary>
internal sealed class DocxFaultException(string message) : Exception(message);
