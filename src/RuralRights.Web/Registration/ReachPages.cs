using Microsoft.Extensions.Localization;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;

namespace RuralRights.Web.Registration;

/// <summary>Whom the village has to tell in person, because no message reached them, and the record that it did.</summary>
public static class ReachPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reach", (CasePages.At at, CancellationToken cancel) => Show(Sent.Nothing, at, cancel));
        routes.MapPost("/reach", Reach).TakesDocuments();
    }

    private static async Task<IResult> Show(Sent sent, CasePages.At at, CancellationToken cancel)
    {
        var waiting = await Undelivered.In(at.Register, await Served.By(at.Register, at.Who.Actor!, at.Office.Today, cancel), cancel);
        return Page.Of<ReachPage>(
            new { Waiting = (IReadOnlyList<Undelivered>)waiting, Sent = sent, Command = Guid.CreateVersion7(), Names = await at.Names.InFull(at.Who, waiting.Select(one => one.Person), cancel) },
            sent.Status);
    }

    /// <summary>One record of a visit may be of several messages and people; each is an act of its own.</summary>
    private static async Task<IResult> Reach(IFormCollection form, CasePages.At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        (string Case, Guid Person)[] told =
        [
            .. filling.Values("who").Select(value => value.Split('/')).Where(parts => parts.Length == 2 && Guid.TryParse(parts[1], out _)).Select(parts => (parts[0], Guid.Parse(parts[1]))),
        ];
        if (told.Length == 0) filling.Wrong("who", T["请选当面告诉了谁"]);
        var record = await filling.Paper("visit", needed: true, cancel);
        if (!filling.IsComplete) return await Show(filling.Back(), at, cancel);

        foreach (var (number, person) in told)
        {
            var answer = await at.Office.Desk.Enter(
                new ReachHolder(number, person, true, record), at.Office.Submit(FormIds.Of(filling.Command, $"{number}/{person}"), at.Who), cancel);
            if (!answer.IsEntered) return await Show(filling.Back(answer), at, cancel);
        }

        return Page.See("/reach");
    }
}
