using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;

namespace RuralRights.Domain.Tenure;

/// <summary>What the kinds of business with the certificate of one right have in common (权证业务): the paper changes, the right stays what it is.</summary>
public interface ICertificateChange : IChange
{
    /// <summary>Code of the right.</summary>
    string Right { get; }

    /// <summary>The household that holds the right; empty for what is no code of a right.</summary>
    private string Household => ContractCode.TryParse(Right, out var code) ? code.Contractor.ToString() : "";

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [];

    IEnumerable<string> IChange.Rights(Books books) => [Right];

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Right(Right)];

    /// <summary>The representative and every co-holder; nobody of a household that has ended.</summary>
    IEnumerable<Guid> IChange.Holders(Books books) =>
        books.Read<Household>(Streams.Household(Household)) is { IsRegistered: true, HasEnded: false } household
            ? household.CoHolders.Prepend(household.Representative).Distinct()
            : [];

    /// <summary>What the paper says that is current now, and what is to become of it.</summary>
    internal Alteration OfThePaper(Books books, string chinese, string english, (string Chinese, string English)? after) =>
        new(chinese, english, ValueKind.Text, RightIn(books).Certificate?.Serial, after?.Chinese) { AfterInEnglish = after?.English };

    /// <summary>The right as it stands.</summary>
    internal ContractRight RightIn(Books books) => books.Read<ContractRight>(Streams.Right(Right));
}
