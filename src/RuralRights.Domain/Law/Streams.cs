namespace RuralRights.Domain.Law;

/// <summary>Names of the ledger's streams. Each holds the whole life of one thing of the field.</summary>
public static class Streams
{
    /// <summary>A household or another contractor, by contractor code.</summary>
    public static string Household(string code) => $"household/{code}";

    /// <summary>A right to contracted land with its certificates, by contract code.</summary>
    public static string Right(string code) => $"right/{code}";

    /// <summary>An offer in a collective's room.</summary>
    public static string Listing(Guid id) => $"listing/{id}";

    /// <summary>A transfer from agreement to entry.</summary>
    public static string Transfer(Guid id) => $"transfer/{id}";

    /// <summary>A collective, by issuer code.</summary>
    public static string Collective(string code) => $"collective/{code}";

    /// <summary>A parcel, by parcel code.</summary>
    public static string Parcel(string code) => $"parcel/{code}";

    /// <summary>A homestead, by plot code.</summary>
    public static string Homestead(string plot) => $"homestead/{plot}";

    /// <summary>A county's settings, by its six digits.</summary>
    public static string County(string code) => $"county/{code}";

    /// <summary>A case, by its business serial number.</summary>
    public static string Case(string number) => $"case/{number}";

    /// <summary>A public notice.</summary>
    public static string Notice(Guid id) => $"notice/{id}";

    /// <summary>A dispute and its ladder.</summary>
    public static string Dispute(Guid id) => $"dispute/{id}";

    /// <summary>Whose member a person is and was, by the person: apart from households and rights.</summary>
    public static string Membership(Guid person) => $"membership/{person}";

    /// <summary>A resolution of a members' assembly.</summary>
    public static string Resolution(Guid id) => $"resolution/{id}";

    /// <summary>Where a person settled in town, by the person: a stream of its own, so that no right's stream knows of it.</summary>
    public static string Settlement(Guid person) => $"settlement/{person}";

    /// <summary>A survey delivery, by the SHA-256 of its package.</summary>
    public static string Delivery(string sha256) => $"delivery/{sha256}";

    /// <summary>Whom a person declared as relatives, by the person's id.</summary>
    public static string Relatives(Guid person) => $"relatives/{person}";

    /// <summary>Who acts for a person that does not act alone, by the ward's id.</summary>
    public static string Guardianship(Guid ward) => $"guardianship/{ward}";

    /// <summary>The offices granted to a person, by the person's id.</summary>
    public static string Offices(Guid person) => $"offices/{person}";

    /// <summary>The proof of a consent that was given at a desk.</summary>
    public static string Proof(Guid id) => $"proof/{id}";
}
