using System.CommandLine;
using System.Diagnostics;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Generation;

namespace RuralRights.Web.Ops;

/// <summary><c>rr generate</c>: a made-up county to try things on.</summary>
internal sealed class Generate : Verb
{
    private readonly Argument<string> _folder = new("folder") { Description = "成果放在此文件夹下 Folder to put the delivery in" };

    private readonly Option<int> _parcels = new("--parcels")
    {
        Description = "地块数 Number of parcels",
        HelpName = "N",
        DefaultValueFactory = _ => 1000,
    };

    private readonly Option<long> _seed = new("--seed") { Description = "种子：相同则成果相同 The same seed gives the same county", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<string> _county = new("--county")
    {
        Description = "六位县代码和县名 County code and name",
        HelpName = "620123榆中县",
        DefaultValueFactory = _ => "620123榆中县",
    };

    private readonly Option<bool> _faults = new("--faults") { Description = "埋入错误并列在 faults.json Plant faults and list them in faults.json" };
    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Write JSON" };

    public Generate(Terminal terminal)
        : base(
            "generate",
            "生成测试用的汇交成果 Make up a survey delivery for tests",
            """
            按 NY/T 2539 的目录生成一个县的调查成果：共边的梯田地块（0.3至8亩）、界址点线、区域、农户、合同、登记簿、权证。
            全部虚构；证件号码校验位正确，顺序码为900至989。最多170万块，占用内存不随地块数增长。
            Makes up a county's delivery in the layout of NY/T 2539: terraced strips with common edges (0.3 to 8 mu), boundary
            points and lines, regions, households, contracts, register and certificates. Nothing is real; identity numbers have
            a right check character and a sequence of 900 to 989. Up to 1.7 million parcels, in constant memory.

            同一种子在任何机器上得到相同的图层和表格。
            The same seed gives the same layers and tables on every machine.
            """,
            """
            rr generate /tmp/village --parcels 120
            rr generate /tmp/county --parcels 100000 --seed 7
            rr generate /tmp/faulty --parcels 1500 --faults --json
            """)
    {
        Arguments.Add(_folder);
        foreach (var option in new Option[] { _parcels, _seed, _county, _faults, _json }) Options.Add(option);
        _parcels.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > CountyPlan.MostParcels)
                result.AddError($"--parcels: 1..{CountyPlan.MostParcels}");
        });
        _county.Validators.Add(result =>
        {
            var county = result.GetValueOrDefault<string>() ?? "";
            if (county.Length < 7 || !county[..6].All(char.IsAsciiDigit)) result.AddError("--county: 620123榆中县");
        });
        SetAction((parsed, cancel) => Task.FromResult(Run(terminal, parsed, cancel)));
    }

    private int Run(Terminal terminal, ParseResult parsed, CancellationToken cancel)
    {
        var county = parsed.GetValue(_county)!;
        var plan = new CountyPlan
        {
            Parcels = parsed.GetValue(_parcels),
            Seed = parsed.GetValue(_seed),
            CountyCode = county[..6],
            CountyName = county[6..],
            Faults = parsed.GetValue(_faults) ? PlantedFault.All : [],
        };
        var made = terminal.Watch("生成 generate", progress => CountyGenerator.Write(
            plan, parsed.GetValue(_folder)!, new Parcels(plan.Parcels, progress), cancel));
        if (parsed.GetValue(_json))
        {
            terminal.WriteJson(new
            {
                folder = made.Folder,
                parcels = plan.Parcels,
                boundary_points = made.BoundaryPoints,
                boundary_lines = made.BoundaryLines,
                households = made.Households,
                people = made.People,
                faults = made.Faults.Select(planted => new { rule = planted.Fault.Rule, layer = planted.Fault.Layer, key = planted.Key }),
            });
            return ExitCode.Fine;
        }

        terminal.Text.WriteLine(made.Folder);
        terminal.Text.WriteLine($"地块 {plan.Parcels}，界址点 {made.BoundaryPoints}，界址线 {made.BoundaryLines}，农户 {made.Households}，人口 {made.People}");
        terminal.Text.WriteLine($"{plan.Parcels} parcels, {made.BoundaryPoints} boundary points, {made.BoundaryLines} boundary lines, {made.Households} households, {made.People} people");
        foreach (var planted in made.Faults) terminal.Text.WriteLine($"{planted.Fault.Rule} {planted.Fault.Layer} {planted.Key}");
        return ExitCode.Fine;
    }

    private sealed class Parcels(int all, IProgress<WorkProgress> to) : IProgress<long>
    {
        private readonly long _started = Stopwatch.GetTimestamp();

        public void Report(long value) => to.Report(WorkProgress.After(Stopwatch.GetElapsedTime(_started), "", value, all));
    }
}
