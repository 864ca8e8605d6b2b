using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Market;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Exits;

/// <summary>
/// Two households of one village on the way from an offer to its entry: the first holds parcels 1 and 2, the second parcel 3.
/// Every act goes over the desk, as a page or a program sends it.
/// </summary>
public sealed class Bargain
{
    public const decimal Price = 12600m;

    public static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly Lock Once = new();
    private static readonly Dictionary<TestRegister, Task> SettingsOf = [];

    private readonly TestRegister _register;

    private Bargain(TestRegister register, Village village) => (_register, Village) = (register, village);

    public Village Village { get; }

    public Guid Listing { get; private set; }

    public Guid Transfer { get; private set; }

    public Actor.Farmer Seller => Farmer(1);

    public Actor.Farmer Buyer => Farmer(2);

    public Actor.Chair Chair => new(Village.Id(70, 1), Village.Collective);

    public Actor.Registrar Registrar => new(Village.Id(71, 1), TestRegister.County);

    public Actor.Farmer Farmer(int household) => new(Village.Person(household), Village.Household(household));

    public static async Task<Bargain> Open(TestRegister register, Village? village = null)
    {
        await Settings(register);
        village ??= await Village.Found(register);
        var bargain = new Bargain(register, village);
        (await village.Enter(
            village.ParcelFact(1), village.ParcelFact(2), village.ParcelFact(3), village.ContractFact(1, 1, 2), village.ContractFact(2, 3), bargain.Paper(1), bargain.Paper(2)))
            .Refusal.ShouldBeNull();
        return bargain;
    }

    public static async Task<Bargain> Listed(TestRegister register, Village? village = null)
    {
        var bargain = await Open(register, village);
        bargain.Listing = Made(await bargain.Offer(), "listing/");
        return bargain;
    }

    public static async Task<Bargain> Agreed(TestRegister register)
    {
        var bargain = await Listed(register);
        return bargain.Continue(await bargain.Take(bargain.Buyer));
    }

    /// <summary>Goes on with the transfer that taking the offer opened.</summary>
    public Bargain Continue(Answer taken)
    {
        Transfer = Made(taken, "transfer/");
        return this;
    }

    /// <summary>Everything but the entry has happened.</summary>
    public static async Task<Bargain> Ready(TestRegister register)
    {
        var bargain = await Agreed(register);
        (await bargain.Consent()).IsEntered.ShouldBeTrue();
        (await bargain.Agree()).IsEntered.ShouldBeTrue();
        (await bargain.Pay()).IsEntered.ShouldBeTrue();
        return bargain;
    }

    public Task<Answer> Offer() => Desk.Enter(new OpenListing(Village.Right(1), [Village.Parcel(1)], [], Price), By(Seller), Cancel);

    public Task<Answer> Take(Actor.Farmer taker) => Desk.Enter(new TakeListing(Listing, taker.Household), By(taker), Cancel);

    public async Task<Answer> Consent() => await Desk.Enter(new ConsentToTransfer(Transfer, await Terms()), By(Seller), Cancel);

    public Task<Answer> Withdraw() => Desk.Enter(new WithdrawConsent(Transfer), By(Seller), Cancel);

    public Task<Answer> Agree() => Desk.Enter(new AnswerAsIssuer(Transfer, true), By(Chair), Cancel);

    public Task<Answer> Pay() => Desk.Enter(new ConfirmPayment(Transfer, Price, Seller.Person, Today, "2026112300001"), By(Seller), Cancel);

    public Task<Answer> Register(Guid? command = null) => Desk.Enter(new RegisterTransfer(Transfer), By(Registrar, command), Cancel);

    public Submission By(Actor actor, Guid? command = null) => new(TestRegister.County, command ?? Guid.CreateVersion7(), actor, Today);

    public Task<string> Terms() => _register.Ask<string>("select terms from register.transfer where id = $1", Transfer);

    /// <summary>Every row of this village's rights as text.</summary>
    public Task<string> RightsAsText() => _register.Ask<string>(
        """
        select concat_ws(E'\n',
            (select string_agg(h::text, E'\n' order by h.parcel, h.started_seq) from register.holding h where h.collective = $1),
            (select string_agg(r::text, E'\n' order by r.code) from register.contract_right r where r.collective = $1),
            (select string_agg(c::text, E'\n' order by c.id) from register.certificate c join register.contract_right r on r.code = c.right_code where r.collective = $1))
        """, Village.Collective);

    private Desk Desk => _register.Desk;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public StreamFact Paper(int household) => new(
        $"right/{Village.Right(household)}",
        new CertificateIssued(
            Village.Right(household), Village.Id(80, household), $"serial {Village.Id(80, household)}", $"token {Village.Id(80, household)}", "榆中县人民政府",
            Village.Day, CertificateOccasion.First, null, Village.Paper));

    public static Guid Made(Answer answer, string kind)
    {
        answer.Refusal.ShouldBeNull();
        return Guid.Parse(answer.Streams.Single(stream => stream.StartsWith(kind, StringComparison.Ordinal))[kind.Length..]);
    }

    /// <summary>The settings are the county's, so the first test that needs them in a register makes them for all.</summary>
    internal static Task Settings(TestRegister register)
    {
        lock (Once)
        {
            if (!SettingsOf.TryGetValue(register, out var made)) SettingsOf.Add(register, made = Make());
            return made;
        }

        async Task Make()
        {
            foreach (var (key, value) in new[]
            {
                (CountySettings.RegisteringAuthority, "榆中县自然资源局"), (CountySettings.CountyName, "榆中县"), (CountySettings.ProvinceShortName, "甘"),
            })
            {
                await register.Desk.Enter(
                    new MakeCountySetting(key, value, new(2016, 1, 1), "榆政发〔2016〕1号"),
                    new(TestRegister.County, Guid.CreateVersion7(), new Actor.Registrar(Guid.CreateVersion7(), TestRegister.County), Today));
            }
        }
    }
}
