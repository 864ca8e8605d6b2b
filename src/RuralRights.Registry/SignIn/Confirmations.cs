using Marten;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>A consent that waits for its proof.</summary>
/// <param name="Id">Id; it becomes the id of the proof.</param>
/// <param name="Subject">Stream of the thing consented to, such as <c>transfer/{id}</c>.</param>
/// <param name="Person">Who is to prove it.</param>
/// <param name="Household">For which household.</param>
/// <param name="Terms">SHA-256 of the terms as shown.</param>
/// <param name="Means">How it is to be proved.</param>
/// <param name="Code">The code that was sent; null for a signature.</param>
/// <param name="Document">SHA-256 of the signature; null for a code.</param>
/// <param name="Assistant">Who opened it.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="Ward">For whom the person speaks as guardian; null when for themselves.</param>
/// <param name="Withdraws">True when a consent is to be taken back.</param>
public sealed record Confirmation(
    Guid Id, string Subject, Guid Person, string Household, string Terms, ProofMeans Means, Guid? Code, string? Document, Actor Assistant, DateTimeOffset OpenedAt, Guid? Ward, bool Withdraws)
{
    /// <summary>Who is asked.</summary>
    public Guid Holder => Ward ?? Person;

    /// <summary>The farmer as whom the consent is entered once it is proved.</summary>
    public Actor.Farmer Farmer => new(Person, Household);
}

/// <summary>Opens confirmations at a desk and proves them: by the code on the farmer's own telephone, or before a witness.</summary>
public sealed class Confirmations(CountyConnections connections, HomeCounty county, OneTimeCodes codes, IDocumentStore store, Vault vault, Documents documents, Tries tries, TimeProvider clock)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    /// <summary>Opens one that a code proves. The code is for exactly these terms: for others, or for signing in, it is worth nothing.</summary>
    /// <param name="subject">What is consented to, in exactly which terms.</param>
    /// <param name="holder">Who is asked; their guardian, where they have one, proves it.</param>
    /// <param name="withdraws">True when a consent is to be taken back.</param>
    /// <param name="assistant">Who helps, in the office they act in.</param>
    /// <param name="text">Says what the code is for; the code takes the place of {0}.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Guid> AskForCode(DeskSubject subject, DeskHolder holder, bool withdraws, Actor assistant, string text, CancellationToken cancel)
    {
        var person = holder.Speaker.Person;
        var account = await new AccountStore(store, county, vault, tries).OfPerson(person, cancel);
        var code = await codes.Send(account?.NameHash ?? Convert.ToHexString(person.ToByteArray()), account, PurposeOf(subject.Terms, withdraws), text, cancel);
        return await Open(subject, holder, withdraws, ProofMeans.CodeAtDesk, code, null, assistant, cancel);
    }

    /// <summary>Opens one that a witness proves: the signature is kept among the documents, as handed in by whoever helps, and its hash goes into the fact.</summary>
    /// <returns>The confirmation; otherwise why the document store refused the picture, or nothing when it is none.</returns>
    public async Task<(Guid? Opened, Registration.HandedIn? Refused)> AskForWitness(DeskSubject subject, DeskHolder holder, bool withdraws, Actor assistant, ReadOnlyMemory<byte> signature, CancellationToken cancel)
    {
        using var picture = new MemoryStream(signature.ToArray());
        var handed = await documents.HandInSignature(county.Code, picture, assistant, cancel);
        return handed?.Document is { } kept
            ? (await Open(subject, holder, withdraws, ProofMeans.SignatureBeforeWitness, null, kept.Sha256, assistant, cancel), null)
            : (null, handed);
    }

    /// <summary>One that waits; null when there is none of that id or it is too old.</summary>
    public async Task<Confirmation?> Find(Guid id, CancellationToken cancel) => (await Where("c.id = $2", id, cancel)).FirstOrDefault();

    /// <summary>Signatures that nobody has witnessed yet, the oldest first.</summary>
    public Task<List<Confirmation>> WaitingForWitness(CancellationToken cancel) =>
        Where("c.document is not null and not exists (select from register.proof p where p.id = c.id) and $2::text is null", null, cancel);

    /// <summary>The proof, when the code is the person's own for these terms; null otherwise.</summary>
    public async Task<Proof?> ProveByCode(Confirmation confirmation, string typed, CancellationToken cancel)
    {
        if (confirmation.Code is not { } code || await codes.Use(code, PurposeOf(confirmation.Terms, confirmation.Withdraws), typed, cancel) is not { } account) return null;

        var owner = await new AccountStore(store, county, vault, tries).FindByIdAsync(account.ToString(), cancel);
        return owner?.Person == confirmation.Person
            ? new(confirmation.Id, confirmation.Person, confirmation.Terms, ProofMeans.CodeAtDesk, confirmation.Assistant, null, null) { Withdraws = confirmation.Withdraws }
            : null;
    }

    /// <summary>The proof that a witness gives from their own sign-in; whether they may be one is for the law to say.</summary>
    public static Proof ProveByWitness(Confirmation confirmation, Actor witness) =>
        new(confirmation.Id, confirmation.Person, confirmation.Terms, confirmation.Means, confirmation.Assistant, witness, confirmation.Document) { Withdraws = confirmation.Withdraws };

    private Task<List<Confirmation>> Where(string condition, object? value, CancellationToken cancel) => connections[county.Code].All(
        $"""
        select c.id, c.subject, c.person, c.household, c.terms, c.means, c.code, c.document, c.opened_at, g.person, g.role, g.place, c.ward, c.withdraws
        from identity.confirmation c
                 join register.office_grant g on g.id = c.grant_id
        where c.opened_at > $1 and {condition}
        order by c.opened_at
        """,
        row => new Confirmation(
            row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetString(4), Enum.Parse<ProofMeans>(row.GetString(5)), row.Maybe<Guid>(6), row.Text(7),
            Question.Member<OfficeRole>(row.GetString(10)).ActorOf(row.GetGuid(9), row.GetString(11)),
            row.GetFieldValue<DateTimeOffset>(8), row.Maybe<Guid>(12), row.GetBoolean(13)),
        cancel,
        clock.GetUtcNow() - Lifetime, value);

    private async Task<Guid> Open(DeskSubject subject, DeskHolder holder, bool withdraws, ProofMeans means, Guid? code, string? document, Actor assistant, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        await using var command = connections[county.Code].CreateCommand("""
            insert into identity.confirmation (id, subject, person, household, terms, means, code, document, assistant, grant_id, opened_at, ward, withdraws)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, g.id, $10, $14, $15
            from register.offices_on($11) g
            where g.person = $12
            order by (g.place = $13) desc
            limit 1
            """);
        foreach (var value in new[]
        {
            id, subject.Stream, holder.Speaker.Person, holder.Household, subject.Terms, means.ToString(), (object?)code ?? DBNull.Value, (object?)document ?? DBNull.Value, assistant.ToString()!,
            clock.GetUtcNow(), Submission.LegalDay(clock), assistant.Person, PlaceOf(assistant), (object?)(holder.Guardian is null ? null : holder.Person) ?? DBNull.Value, withdraws,
        }) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancel) == 1 ? id : throw new InvalidOperationException("Whoever helps at a desk holds an office.");
    }

    private static string PlaceOf(Actor assistant) => assistant switch
    {
        Actor.VillageClerk clerk => clerk.Village,
        Actor.TownshipOfficer officer => officer.Township,
        _ => "",
    };

    private static string PurposeOf(string terms, bool withdraws) => $"{(withdraws ? "withdraw" : "confirm")}/{terms}";
}
