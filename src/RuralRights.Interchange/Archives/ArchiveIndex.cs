using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using RuralRights.Domain.Registration;

namespace RuralRights.Interchange.Archives;

/// <summary>The readable part of an archive: one page that opens without network and without scripts, Chinese first.</summary>
internal static class ArchiveIndex
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private const string Style =
        "body{font:16px/1.6 'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif;color:#111;max-width:62rem;margin:1.5rem auto;padding:0 1rem;overflow-wrap:anywhere}"
        + "h1{font-size:1.6rem;line-height:1.3}h2{font-size:1.2rem;margin-top:2rem;border-bottom:2px solid #1b5138}"
        + "small,.en{color:#505a5f;font-size:.9em}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #cfd5cf}"
        + "code{font-family:ui-monospace,Consolas,monospace;font-size:.85em}img{max-width:16rem;max-height:16rem;border:1px solid #cfd5cf}"
        + "@media(max-width:40rem){table,tbody,tr,td{display:block}thead{display:none}td{border:0;padding:.1rem 0}tr{border-bottom:1px solid #cfd5cf;padding:.6rem 0}}@media print{body{margin:0;max-width:none}}";

    /// <summary>The page.</summary>
    public static string Html(ArchiveContent content)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'; object-src 'none'; form-action 'none'; base-uri 'none'\">\n")
            .Append("<title>").Append(Text(Title(content).Chinese)).Append("</title>\n<style>").Append(Style).Append("</style>\n</head>\n<body>\n");
        page.Append("<h1>").Append(Text(Title(content).Chinese)).Append("<br><small lang=\"en\">").Append(Text(Title(content).English)).Append("</small></h1>\n");
        page.Append("<p>").Append(Text($"{content.CountyName} {content.County} · {Moment(content.ExportedAt)} 导出 · 用途：{content.Purpose}")).Append("<br><span class=\"en\" lang=\"en\">")
            .Append(Text($"Exported on {Moment(content.ExportedAt)} by {content.ExportedBy}")).Append("</span></p>\n");
        page.Append("<p>这是登记簿中与此有关的全部记载，按记入的先后排列，只增不改；每个文件的哈希值在 manifest.json 里，用 <code>rr verify-archive</code> 可以查验有没有被改动。<br><span class=\"en\" lang=\"en\">")
            .Append("Everything the register holds about it, in the order it was entered. The hash of every file stands in manifest.json; <code>rr verify-archive</code> tells whether anything was changed.</span></p>\n");
        People(page, content);
        Documents(page, content);
        Facts(page, content);
        return page.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>The same for programs.</summary>
    public static byte[] Json(ArchiveContent content) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            subject = content.Subject,
            county = content.County,
            county_name = content.CountyName,
            exported_at = content.ExportedAt,
            exported_by = content.ExportedBy,
            purpose = content.Purpose,
            people = content.People,
            documents = content.Documents.OrderBy(document => document.Sha256, StringComparer.Ordinal).Select(document => new
            {
                sha256 = document.Sha256,
                format = document.Format,
                bytes = document.Bytes,
                pages = document.Pages,
                path = ArchivePackage.PathOf(document),
            }),
            left_out = content.LeftOut,
            facts = content.Facts.Select(fact => new
            {
                position = fact.Position,
                stream = fact.Stream,
                version = fact.Version,
                type = fact.Type,
                recorded_at = fact.RecordedAt,
                legal_day = fact.LegalDay,
                @case = fact.Case,
                documents = fact.Documents,
                chinese = fact.Chinese,
                english = fact.English,
                path = ArchivePackage.PathOf(fact.Stream),
            }),
        },
        ArchiveManifest.Json);

    private static (string Chinese, string English) Title(ArchiveContent content)
    {
        var (kind, code) = content.Subject.Split('/', 2) is [var first, var second] ? (first, second) : ("", content.Subject);
        return kind switch
        {
            "household" => ($"农户档案（一户一档） {code}", $"Folder of household {code}"),
            "case" => ($"业务档案 {code}", $"Archive of case {code}"),
            _ => ($"登记档案 {content.Subject}", $"Archive of {content.Subject}"),
        };
    }

    private static void People(StringBuilder page, ArchiveContent content)
    {
        if (content.People.Count == 0) return;

        page.Append("<h2>涉及的人 <small lang=\"en\">People</small></h2>\n<table>\n<thead><tr><th>姓名 Name</th><th>编号 Id</th></tr></thead>\n<tbody>\n");
        foreach (var person in content.People)
            page.Append("<tr><td><bdi>").Append(Text(person.Name)).Append("</bdi></td><td><code>").Append(person.Id).Append("</code></td></tr>\n");
        page.Append("</tbody>\n</table>\n");
    }

    private static void Documents(StringBuilder page, ArchiveContent content)
    {
        page.Append("<h2>材料 <small lang=\"en\">Documents</small></h2>\n");
        if (content.Documents.Count == 0 && content.LeftOut.Count == 0)
        {
            page.Append("<p>没有材料。 <span class=\"en\" lang=\"en\">None.</span></p>\n");
            return;
        }

        page.Append("<table>\n<thead><tr><th>材料 Document</th><th>页数、大小 Pages, size</th><th>SHA-256</th></tr></thead>\n<tbody>\n");
        foreach (var document in content.Documents.OrderBy(document => document.Sha256, StringComparer.Ordinal))
        {
            var path = ArchivePackage.PathOf(document);
            page.Append("<tr><td><a href=\"").Append(path).Append("\">");
            if (document.Format is DocumentFormat.Jpeg or DocumentFormat.Png) page.Append("<img src=\"").Append(path).Append("\" alt=\"打开原图 Open the picture\">");
            else page.Append("打开 PDF <span lang=\"en\">Open the PDF</span>");
            page.Append("</a></td><td>").Append(Text(string.Create(CultureInfo.InvariantCulture, $"{document.Pages} 页 page(s), {document.Bytes:N0} B")))
                .Append("</td><td><code>").Append(document.Sha256).Append("</code></td></tr>\n");
        }

        foreach (var gap in content.LeftOut)
        {
            page.Append("<tr><td colspan=\"2\">")
                .Append(gap.Reason == ArchiveGapReason.NotYoursToSee ? "导出的人无权查看，没有放入。 Not for whoever exported this." : "不在材料库中（随调查成果汇交的附件，或以文字保存的答复）。 Not in the store: a paper of a survey delivery, or a statement kept as words.")
                .Append("</td><td><code>").Append(Text(gap.Sha256)).Append("</code></td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void Facts(StringBuilder page, ArchiveContent content)
    {
        page.Append("<h2>记载 <small lang=\"en\">Entries</small></h2>\n<table>\n<thead><tr><th>生效日 Legal day</th><th>事项 What</th><th>依据 Rests on</th><th>记入 Recorded</th></tr></thead>\n<tbody>\n");
        var held = content.Documents.ToDictionary(document => document.Sha256, ArchivePackage.PathOf, StringComparer.Ordinal);
        foreach (var fact in content.Facts)
        {
            page.Append("<tr><td>").Append(fact.LegalDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—").Append("</td><td>").Append(Text(fact.Chinese))
                .Append("<br><span class=\"en\" lang=\"en\">").Append(Text(fact.English)).Append("</span><br><a href=\"").Append(Text(ArchivePackage.PathOf(fact.Stream))).Append("\"><code>")
                .Append(Text($"{fact.Stream} #{fact.Version}")).Append("</code></a></td><td>");
            if (fact.Case is { Length: > 0 } number) page.Append("<code>").Append(Text(number)).Append("</code><br>");
            foreach (var document in fact.Documents)
            {
                if (held.TryGetValue(document, out var path)) page.Append("<a href=\"").Append(path).Append("\"><code>").Append(document.AsSpan(0, 8)).Append("…</code></a> ");
                else page.Append("<code>").Append(Text(document.Length > 8 ? document[..8] + "…" : document)).Append("</code> ");
            }

            page.Append("</td><td>").Append(Moment(fact.RecordedAt)).Append("<br><code>").Append(fact.Position).Append("</code></td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static string Moment(DateTimeOffset at) => at.ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
