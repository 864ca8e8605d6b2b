namespace RuralRights.Web.Language;

/// <summary>
/// Names the catalogue of what pages say. The key is the Chinese sentence itself, so a page reads as it is shown;
/// <c>Words.en.resx</c> says the same in English, and a test finds every sentence it lacks.
/// </summary>
public sealed class Words;
