using Npgsql;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Households;

/// <summary>What somebody who belongs to no household finds here: their own membership and cases, and those of people for whom they speak.</summary>
public static class OwnPages
{
    /// <summary>Their home.</summary>
    internal static async Task<IResult> Mine(Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var person = who.Actor!.Person;
        var wards = await GuardianLine.Of(office.Desk, register, person, office.Today, cancel);
        Guid[] people = [person, .. wards.Select(line => line.Ward)];
        var found = await IncapacityLine.Of(register, people, cancel);
        var guardians = await GuardianLine.Of(office.Desk, register, [person], office.Today, cancel);
        var transfers = await TransferSheet.OfCoHolders(register, people[1..], cancel);
        return Page.Of<OwnPage>(new
        {
            Memberships = await Roster.OfPerson(register, person, cancel),
            Wards = wards,
            Found = found,
            Guardians = guardians,
            Homesteads = await HomesteadSheet.OfPeople(register, people, cancel),
            Cases = await CaseSheet.OfHousehold(register, "", people, cancel),
            Transfers = transfers,
            Names = await names.InFull(who, [.. people, .. found.Select(one => one.Guardian), .. guardians.Select(line => line.Guardian), .. transfers.SelectMany(transfer => new[] { transfer.FromRepresentative, transfer.ToRepresentative })], cancel),
        });
    }

    /// <summary>Where somebody of no household may ask for something: their own collective, those of the people for whom they speak, and those in which a case asks them.</summary>
    internal static Task<List<CollectiveName>> CollectivesOf(Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        CollectiveName.OfPerson(office.Desk, register, who.Actor!.Person, office.Today, cancel);

    /// <summary>The heirs who hold a homestead for themselves, as forms that ask for a household show them; null for whoever is none of them and whose desk it is not.</summary>
    internal static async Task<HouseholdSheet?> Heirs(string plot, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        await HomesteadSheet.Of(register, plot, cancel) is { Household: "" } homestead
        && ((who is { IsPrivate: true, Actor: { } me } && homestead.Holders.Contains(me.Person)) || (who.ReadsItsPlace && await register.Serves(who.Actor, homestead.Collective, office.Today, cancel)))
            ? HouseholdSheet.Alone(homestead.Collective, homestead.CollectiveName, homestead.Representative, homestead.Holders, office.Today)
            : null;

    /// <summary>The person and those for whom they speak, as forms that ask for a household show them; null for a collective that is not theirs.</summary>
    internal static async Task<HouseholdSheet?> Alone(string collective, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        (await CollectivesOf(who, office, register, cancel)).Find(one => one.Code == collective) is { } found
            ? HouseholdSheet.Alone(found.Code, found.Name, who.Actor!.Person, await GuardianLine.WardsOf(office.Desk, register, who.Actor.Person, office.Today, cancel), office.Today)
            : null;
}
