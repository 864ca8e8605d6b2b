using System.Globalization;

namespace RuralRights.Interchange.Generation;

/// <summary>A strip of a group's land as a parcel with its areas.</summary>
internal sealed class Strip(int index, string code, Terraces land)
{
    /// <summary>Metres by which a planted overlap reaches into the neighbour.</summary>
    private const long Intrusion = 3000;

    public int Index { get; } = index;

    public string Code { get; } = code;

    public required string PlaceName { get; init; }

    public required bool IsIrrigated { get; init; }

    public required bool IsProtected { get; init; }

    /// <summary>Who holds it; null for reserve land (机动地).</summary>
    public Holder? Holder { get; set; }

    /// <summary>Square metres surveyed.</summary>
    public decimal SquareMetres { get; private set; }

    /// <summary>Square metres in the contract: mostly those surveyed.</summary>
    public decimal Contracted { get; private set; }

    /// <summary>Square metres in the contract before: what people remembered, in tenths of a mu.</summary>
    public decimal Before { get; private set; }

    /// <summary>The corners of its ring, not closed.</summary>
    public Corner[] Ring { get; private set; } = [];

    /// <summary>Draws and measures it; with a breach it reaches into its eastern neighbour.</summary>
    public void Survey(Dice dice, bool breach)
    {
        var edges = land.Parcels[Index];
        var ring = edges.Select(edge => land.Corners[edge.From]).ToList();
        if (breach)
        {
            var east = Array.FindIndex(edges, edge => edge is { Side: Side.East, Neighbour: >= 0 });
            var (from, to) = (ring[east], ring[(east + 1) % ring.Count]);
            ring.Insert(east + 1, new Corner((from.East + to.East) / 2 + Intrusion, (from.North + to.North) / 2));
        }

        Ring = [.. ring];
        SquareMetres = Math.Round((decimal)DoubleArea() / 2_000_000m, 2, MidpointRounding.AwayFromZero);
        Contracted = dice.Percent(8) ? Math.Round(SquareMetres * (decimal)dice.Between(0.97, 1.02), 2) : SquareMetres;
        var tenths = Math.Max(1, Math.Floor(Contracted * 0.015m * (decimal)dice.Between(0.7, 0.95)));
        Before = Math.Round(tenths * 1000m / 15m, 2);
    }

    /// <summary>Double the area in square millimetres, exact; coordinates are taken from the first corner so that they stay small.</summary>
    private long DoubleArea()
    {
        var (origin, sum) = (Ring[0], 0L);
        for (var at = 1; at < Ring.Length - 1; at++)
        {
            var (one, other) = (Ring[at], Ring[at + 1]);
            sum += (other.East - origin.East) * (one.North - origin.North) - (one.East - origin.East) * (other.North - origin.North);
        }

        return sum;
    }
}

/// <summary>A household with its contract.</summary>
internal sealed class Holder(string issuer, int serial, List<Member> members, bool hasCertificate)
{
    /// <summary>The second round of contracts: thirty years from October 1998.</summary>
    public static readonly DateOnly Begins = new(1998, 10, 1), Ends = new(2028, 9, 30);

    public int Serial { get; } = serial;

    /// <summary>Eighteen digits of the contractor.</summary>
    public string Code { get; } = issuer + serial.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The code that contract, register entry and certificate share.</summary>
    public string Contract => Code + "J";

    public IReadOnlyList<Member> Members { get; } = members;

    public Villager Head => Members[0].Person;

    public bool HasCertificate { get; } = hasCertificate;

    public List<Strip> Parcels { get; } = [];
}

/// <summary>A lease of one parcel from one household to another of the group.</summary>
internal sealed record LeasedParcel(string Code, Holder From, Holder To, Strip Parcel);

/// <summary>One group with its land, people and contracts, and at most one planted fault.</summary>
internal sealed class Group
{
    private const double ParcelsOfHousehold = 5.85;

    private static readonly string[] _placeNames =
        ["井儿地", "大湾地", "新开地", "堡子地", "沟坝地", "阳坡地", "阴洼地", "庙台地", "梁顶地", "河滩地", "长条地", "门前地", "坟湾地", "石窝地", "杏树地", "水渠边"];

    private readonly PlantedFault? _fault;

    public Group(GroupPlace place, Terraces land, Dice dice, Villagers villagers, PlantedFault? fault)
    {
        (Place, Land, _fault) = (place, land, fault);
        Leader = villagers.Make(dice, male: dice.Percent(80), 1955, 1980);
        Surveyor = dice.Pick(["陈建国", "李文明", "周海燕", "马立新"]);
        Surveyed = new DateOnly(2015, 10, 1).AddDays(dice.Below(180));

        Parcels = [.. Enumerable.Range(0, land.Parcels.Count).Select(index =>
            new Strip(index, place.Issuer + (index + 1).ToString("00000", CultureInfo.InvariantCulture), land)
            {
                PlaceName = dice.Pick(_placeNames),
                IsIrrigated = dice.Percent(66),
                IsProtected = dice.Percent(92),
            })];
        Households = Contract(dice, villagers);
        var breach = fault == PlantedFault.Overlap
            ? Parcels.FirstOrDefault(parcel => parcel.Holder is not null && East(parcel) is not null)
            : null;
        foreach (var parcel in Parcels) parcel.Survey(dice, parcel == breach);
        if (breach is not null) PlantedKey = $"{breach.Code}|{East(breach)!.Code}";
        if (Households.Count > 1 && dice.Percent(40))
        {
            var (from, to) = (Households[0], Households[^1]);
            Lease = new LeasedParcel(place.Issuer + "0001", from, to, from.Parcels[0]);
        }
    }

    public GroupPlace Place { get; }

    public Terraces Land { get; }

    public IReadOnlyList<Strip> Parcels { get; }

    public IReadOnlyList<Holder> Households { get; }

    public LeasedParcel? Lease { get; }

    /// <summary>Head of the group, who signs for it.</summary>
    public Villager Leader { get; }

    public string Surveyor { get; }

    public DateOnly Surveyed { get; }

    /// <summary>Key of the row that the planted fault lies in, once it was written.</summary>
    public string? PlantedKey { get; private set; }

    /// <summary>True once, for the first row that asks, when the fault is to be planted in this group.</summary>
    public bool Plants(PlantedFault fault, string key)
    {
        if (_fault != fault || PlantedKey is not null) return false;
        PlantedKey = key;
        return true;
    }

    /// <summary>True when that fault was planted in that row.</summary>
    public bool IsPlanted(PlantedFault fault, string key) => _fault == fault && PlantedKey == key;

    /// <summary>Who or what lies beside a parcel: the holder next to it, the group's reserve, or a road.</summary>
    public string Beside(Strip parcel, Side side)
    {
        foreach (var edge in Land.Parcels[parcel.Index])
            if (edge.Side == side && edge.Neighbour >= 0) return Parcels[edge.Neighbour].Holder?.Head.Name ?? Place.GroupName;
        return "道路";
    }

    private Strip? East(Strip parcel)
    {
        foreach (var edge in Land.Parcels[parcel.Index])
            if (edge is { Side: Side.East, Neighbour: >= 0 }) return Parcels[edge.Neighbour];
        return null;
    }

    /// <summary>Deals the land out: each household gets a strip, the rest falls where it falls; two in a hundred stay with the group.</summary>
    private List<Holder> Contract(Dice dice, Villagers villagers)
    {
        var free = Parcels.Where((_, at) => at == 0 || !dice.Percent(2)).ToList();
        dice.Shuffle(free);
        var households = Math.Max(1, (int)Math.Round(free.Count / ParcelsOfHousehold));
        var holders = Enumerable.Range(1, households)
            .Select(serial => new Holder(Place.Issuer, serial, villagers.MakeHousehold(dice), hasCertificate: dice.Percent(90)))
            .ToList();
        foreach (var (at, parcel) in free.Index())
        {
            var holder = at < households ? holders[at] : dice.Pick(holders);
            parcel.Holder = holder;
            holder.Parcels.Add(parcel);
        }

        foreach (var holder in holders) holder.Parcels.Sort((one, other) => string.CompareOrdinal(one.Code, other.Code));
        return holders;
    }
}
