using Npgsql;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Tenure;

/// <summary>A certificate as a page, and as the signed document that is handed out.</summary>
public static class CertificatePages
{
    private const string Reading = "查看证书 read the certificate";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/certificates/{id:guid}", Show);
        routes.MapGet("/certificates/{id:guid}/pdf", Print);
    }

    private static async Task<IResult> Show(
        Guid id, Visitor who, Visit visit, NpgsqlDataSource register, CertificateContents contents, Names names, Office office, CertificateFonts fonts, CancellationToken cancel) =>
        await Find(id, who, register, cancel) switch
        {
            (null, var refused) => refused,
            ({ } paper, _) => Page.Of<CertificatePage>(await Parameters(paper, [], who, visit, register, contents, names, office, fonts, cancel)),
        };

    private static async Task<IResult> Print(
        Guid id,
        Visitor who,
        Visit visit,
        NpgsqlDataSource register,
        CertificateContents contents,
        Names names,
        Office office,
        CertificateFonts fonts,
        PrintCertificate press,
        CancellationToken cancel)
    {
        var (found, refused) = await Find(id, who, register, cancel);
        if (found is not { } paper) return refused;
        if (await press.Print(office.County, id, new(visit.Origin), who.Actor!.ToString()!, office.Today, cancel) is not { } print) return Page.See($"/certificates/{id}");

        return print switch
        {
            Printing.Printed printed => TypedResults.File(printed.Pdf, "application/pdf", $"{paper.Right}.pdf"),
            Printing.CannotPrint cannot => Page.Of<CertificatePage>(
                await Parameters(paper, cannot.Obstacles, who, visit, register, contents, names, office, fonts, cancel), StatusCodes.Status422UnprocessableEntity),
            _ => Page.Missing,
        };
    }

    private static async Task<(CertificateLine? Paper, IResult Refused)> Find(Guid id, Visitor who, NpgsqlDataSource register, CancellationToken cancel)
    {
        if (await CertificateLine.ById(register, id, cancel) is not { } paper) return (null, Page.Missing);

        var right = await RightSheet.Of(register, paper.Right, cancel);
        return right is null ? (null, Page.Missing) : PrintCertificate.MayRead(who.Actor, right.Household) ? (paper, Page.Closed) : (null, Page.Closed);
    }

    private static async Task<object> Parameters(
        CertificateLine paper,
        IReadOnlyList<PrintObstacle> obstacles,
        Visitor who,
        Visit visit,
        NpgsqlDataSource register,
        CertificateContents contents,
        Names names,
        Office office,
        CertificateFonts fonts,
        CancellationToken cancel)
    {
        var receipt = await CertificateReceipt.Of(register, paper.Right, paper.Id, cancel);
        var content = await contents.Of(office.County, paper.Id, new(visit.Origin), who.Actor!.ToString()!, Reading, office.Today, cancel);
        var holds = paper.Status == "current" ? await StandingHold.OfRights(register, [paper.Right], office.Today, cancel) : [];
        return new
        {
            Paper = paper,
            Holds = holds,
            Names = await names.InFull(who, holds.Select(hold => hold.Setter).OfType<Guid>(), cancel),
            Content = content,
            Receipt = receipt,
            Receiver = receipt is null ? null : (await names.InFull(who, [receipt.Receiver], cancel))[receipt.Receiver],
            Pictures = (IReadOnlyList<ParcelPicture?>)(content?.Parcels.Select(parcel => CertificatePictures.SketchMapSvg(parcel, fonts)).ToList() ?? []),
            Obstacles = obstacles,
        };
    }
}
