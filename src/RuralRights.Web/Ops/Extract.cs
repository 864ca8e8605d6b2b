using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RuralRights.Domain.Tenure;
using RuralRights.Registry;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Spatial;

namespace RuralRights.Web.Ops;

/// <summary><c>rr extract</c>: who held which right on which parcels, on a day and as recorded at a time.</summary>
internal sealed class Extract : Verb
{
    private static readonly TimeSpan _china = TimeSpan.FromHours(8);

    private readonly Argument<string> _code = new("code")
    {
        Description = "权证（19位，以J或Q结尾）、承包方（18位）、地块或宅基地宗地（19位）代码 Code of a right, a contractor, a parcel or the plot of a homestead",
    };

    private readonly Option<string?> _on = new("--on") { Description = "法律上的日期，默认今天 The legal day; today by default", HelpName = "yyyy-MM-dd" };

    private readonly Option<string?> _recordedBy = new("--recorded-by")
    {
        Description = "只计到此时刻记入的内容，默认现在 Only what was recorded up to this moment; now by default",
        HelpName = "yyyy-MM-ddTHH:mm:ss+08:00",
    };

    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON，含地块边界 Write JSON, boundaries included" };

    public Extract(Terminal terminal)
        : base(
            "extract",
            "查询某日的权利状况 Who held what on a day",
            """
            依据账本中的事实，回答某一法律日期、按某一时刻已记入的内容，谁对哪些地块享有何种权利、边界如何。只有代码，没有个人信息。
            From the facts of the ledger: who held which right on which parcels with which boundary, on a legal day, as it was
            recorded at a moment. Codes only, no personal data.

            退出码：0 有权利；1 该日没有权利；2 用法不对。
            Exit code 0: a right was held; 1: none was on that day; 2: bad use.
            """,
            """
            rr extract 620123202204010001J
            rr extract 620123202204010001 --on 2020-01-01
            rr extract 6201232022040100001 --on 2020-01-01 --recorded-by 2020-06-30T00:00:00+08:00 --json
            """)
    {
        Arguments.Add(_code);
        foreach (var option in new Option[] { _on, _recordedBy, _json }) Options.Add(option);
        _code.Validators.Add(result =>
        {
            if (KindOf(result.GetValueOrDefault<string>() ?? "") == CodeKind.None)
                result.AddError("code: 应为18位承包方代码、19位地块代码，或以J、Q结尾的权证代码 18 digits, 19 digits, or 18 digits and J or Q");
        });
        _on.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !TryDay(result.Tokens[0].Value, out _)) result.AddError("--on: yyyy-MM-dd");
        });
        _recordedBy.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !TryMoment(result.Tokens[0].Value, out _)) result.AddError("--recorded-by: yyyy-MM-ddTHH:mm:ss+08:00");
        });
        SetAction((parsed, cancel) => RegisterAccess.UseAsync(
            terminal,
            async register =>
            {
                var extract = await AskAsync(register, parsed.GetValue(_code)!, parsed.GetValue(_on), parsed.GetValue(_recordedBy), cancel);
                if (parsed.GetValue(_json)) terminal.WriteJson(output => JsonSerializer.Serialize(output, extract, RegisterJson.Options));
                else Write(terminal.Text, extract);
                return extract.Rights.Count + extract.Homesteads.Count > 0 ? ExitCode.Fine : ExitCode.Refused;
            },
            cancel));
    }

    private enum CodeKind
    {
        None,
        Right,
        Household,
        Parcel,
    }

    private static CodeKind KindOf(string code) => (code.Length, code.Length > 17 && code[..18].All(char.IsAsciiDigit)) switch
    {
        (18, true) => CodeKind.Household,
        (19, true) when char.IsAsciiDigit(code[18]) => CodeKind.Parcel,
        (19, true) when code[18] is 'J' or 'Q' => CodeKind.Right,
        (19, false) when code[12..14] == "JC" => CodeKind.Parcel,
        _ => CodeKind.None,
    };

    private static Task<RightExtract> AskAsync(IServiceProvider register, string code, string? on, string? recordedBy, CancellationToken cancel)
    {
        var extracts = register.GetRequiredService<Extracts>();
        var day = TryDay(on, out var given) ? given : Submission.LegalDay(register.GetRequiredService<TimeProvider>());
        DateTimeOffset? moment = TryMoment(recordedBy, out var at) ? at : null;
        var county = code[..6];
        return KindOf(code) switch
        {
            CodeKind.Right => extracts.OfRight(county, code, day, moment, cancel),
            CodeKind.Household => extracts.OfHousehold(county, code, day, moment, cancel),
            _ => extracts.OfParcel(county, code, day, moment, cancel),
        };
    }

    private static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>A moment without an offset is China's time.</summary>
    private static bool TryMoment(string? text, out DateTimeOffset moment)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment))
        {
            if (text!.Length <= 19) moment = new DateTimeOffset(moment.DateTime, _china);
            return true;
        }

        return false;
    }

    private static void Write(TextWriter output, RightExtract extract)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{extract.On:yyyy-MM-dd}，按 {extract.RecordedBy.ToOffset(_china):yyyy-MM-dd HH:mm:ss} 已记入的内容 as recorded then"));
        if (extract.Rights.Count + extract.Homesteads.Count == 0) output.WriteLine("该日没有权利。 No right was held on that day.");
        foreach (var right in extract.Rights)
        {
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{right.Code}  承包方 contractor {right.Household}  {right.TermFrom:yyyy-MM-dd}..{right.TermTo:yyyy-MM-dd}"));
            if (right.Serial is not null) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  登记 registered {right.RegisteredOn:yyyy-MM-dd}  {right.Serial}"));
            if (right.Certificate is { } paper) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  权证 certificate {paper.IssuedOn:yyyy-MM-dd}  {paper.Serial}"));
            WriteHolds(output, right.Holds);
            foreach (var parcel in right.Parcels)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {parcel.Code}  {parcel.Survey?.Name}  {parcel.ContractArea:0.00} m²  {Area.Mu(parcel.ContractArea):0.00} 亩{(parcel.Share is { } share ? $"  份额 share {share.Part}/{share.Whole}" : "")}"));
            }
        }

        foreach (var homestead in extract.Homesteads)
        {
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{homestead.Unit}  宅基地 homestead {homestead.Household}  {homestead.Since:yyyy-MM-dd}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {homestead.Area:0.00} m²  批准 approved {homestead.ApprovedArea:0.00} m²  超占 beyond it {homestead.ExcessArea:0.00} m²"));
            if (homestead.Certificate is { } number) output.WriteLine($"  不动产权证书 certificate {number}");
            WriteHolds(output, homestead.Holds);
        }
    }

    private static void WriteHolds(TextWriter output, IReadOnlyList<HoldOnDay> holds)
    {
        foreach (var hold in holds)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  限制 held still {Chinese(hold.Kind)} {hold.Kind}  {hold.Since:yyyy-MM-dd}..{hold.Until:yyyy-MM-dd}  {string.Join(' ', hold.Parcels)}"));
    }

    private static string Chinese(EncumbranceKind kind) => kind switch
    {
        EncumbranceKind.Seizure => "查封",
        EncumbranceKind.Mortgage => "抵押",
        EncumbranceKind.Dispute => "争议",
        EncumbranceKind.Objection => "异议登记",
        EncumbranceKind.Expropriation => "征收公告",
        EncumbranceKind.OwnerLock => "权利人自锁",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
