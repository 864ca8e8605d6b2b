namespace RuralRights.Interchange.Deliveries;

/// <summary>Problems in the order they were met. Many of one kind in one file are listed up to a limit and counted beyond it.</summary>
internal sealed class ProblemList(int maxListed)
{
    private readonly List<DeliveryProblem> _problems = [];
    private readonly Dictionary<(string Code, string File, string? Field), int> _counts = [];

    public IReadOnlyList<DeliveryProblem> Listed =>
    [
        .. _problems,
        .. _counts.Where(pair => pair.Value > maxListed).Select(pair =>
        {
            var first = _problems.Find(problem => (problem.Code, problem.File, problem.Field) == pair.Key)!;
            return Faults.AndMore(first, pair.Value - maxListed);
        }),
    ];

    public void Add(DeliveryProblem problem)
    {
        var key = (problem.Code, problem.File, problem.Field);
        var count = _counts[key] = _counts.GetValueOrDefault(key) + 1;
        if (count <= maxListed) _problems.Add(problem);
    }
}
