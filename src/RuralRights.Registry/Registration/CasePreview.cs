using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>What a case would change, shown before it is opened or written anew; nothing is entered by looking.</summary>
/// <param name="Alterations">What would be different, for the review side by side; none when it would be refused.</param>
/// <param name="Terms">Hash of what is asked for, so that what is opened is what was seen.</param>
/// <param name="Land">The land before and after; null when it has nothing to draw.</param>
/// <param name="Refused">Why it would not be opened; null when it would be.</param>
public sealed record CasePreview(IReadOnlyList<Alteration> Alterations, string Terms, LandAltered? Land, Decision.Refused? Refused)
{
    /// <summary>Decides as if the case were opened now, or written anew where one is named.</summary>
    public static async Task<CasePreview> Of(Reading reading, IChange change, Submission by, CancellationToken cancel, string? amended = null)
    {
        Books books;
        Decision decision;
        if (amended is { } number)
        {
            var command = new AmendCase(number, change);
            (var file, books, var act) = await reading.CaseWrittenAnew(command, by, cancel);
            decision = command.Decide(file, books, act);
        }
        else
        {
            books = (await reading.BooksFor(change, by.Actor, cancel)).Holding(await reading.DocumentsOnHand(by, change.Documents, [], cancel));
            decision = new OpenCase(change).Decide(books, by.Act(await reading.AuthorityOf(by.Actor, by.Today, cancel), ""));
        }

        return decision is Decision.Refused refused ? new([], "", null, refused) : new(change.Alterations(books), CaseTerms.Hash(change, books), change.Land(books), null);
    }
}
