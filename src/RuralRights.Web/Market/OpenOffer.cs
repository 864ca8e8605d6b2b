using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Registry.Market;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Market;

/// <summary>The offer in which a parcel is listed.</summary>
public sealed class OpenOffer(NpgsqlDataSource register, IStringLocalizer<Words> T) : IStandsAlready
{
    /// <inheritdoc/>
    public async Task<StandsAlready?> Find(Rule rule, string about, string? business, Visitor who, CancellationToken cancel) =>
        rule == MarketRules.ParcelAlreadyListed && await Room.FindByParcel(register, about, cancel) is var (offer, by) && MarketPages.MaySee(who, offer)
            ? new($"/listings/{offer.Listing}", T["{0} 挂出，要价 {1}", Write.Day(offer.OpenedOn), Write.Yuan(offer.Price)], by)
            : null;
}
