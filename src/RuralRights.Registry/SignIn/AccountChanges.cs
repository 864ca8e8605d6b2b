using Marten;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.SignIn;

/// <summary>A change of an account that waits for a second administrator.</summary>
/// <param name="Id">Id.</param>
/// <param name="Kind">What is changed.</param>
/// <param name="Account">The account; it is not there yet when it is to be opened.</param>
/// <param name="Person">Whose.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Shown">What the second one is to make sure of with the person: the last digits of a number, or the identity elsewhere.</param>
public sealed record WaitingChange(Guid Id, AccountChangeKind Kind, Guid Account, Guid Person, Guid AskedBy, DateTimeOffset AskedAt, string? Shown)
{
    /// <summary>True when somebody else of the household has that number already.</summary>
    public bool IsShared { get; init; }
}

/// <summary>What came of asking for a change or of deciding on one.</summary>
public enum ChangeOutcome
{
    /// <summary>It is asked for, or done.</summary>
    Done,

    /// <summary>The register knows another name under this identity number.</summary>
    NameDiffers,

    /// <summary>The person has an account.</summary>
    PersonHasAccount,

    /// <summary>The number, or the identity elsewhere, is another account's.</summary>
    Taken,

    /// <summary>Another change of this account waits, or was made meanwhile.</summary>
    Overtaken,

    /// <summary>There is no such account or change.</summary>
    Unknown,
}

/// <summary>Changes who gets into an account, by two people: opens it, gives it another number, forgets what was lost, links an identity elsewhere.</summary>
public sealed class AccountChanges(IDocumentStore store, CountyConnections connections, HomeCounty county, AccountStore accounts, OpenAccount open, Vault vault, Notices notices, TimeProvider clock)
{
    /// <summary>Asks to open an account for a person who came with their identity card.</summary>
    public async Task<(ChangeOutcome Outcome, Rule? Refusal)> AskToOpen(Person person, string phone, Actor by, CancellationToken cancel)
    {
        var known = person.IdNumber is { } card ? await vault.Find(county.Code, person.IdType, card, cancel) : null;
        if (known is { } registered)
        {
            if (!IsSameName(person.Name, (await vault.Compare(county.Code, [registered], cancel))[registered].Name)) return (ChangeOutcome.NameDiffers, null);
            if (await accounts.OfPerson(registered, cancel) is { IsDemonstration: false }) return (ChangeOutcome.PersonHasAccount, null);
        }

        var number = await vault.PhoneHash(county.Code, phone);
        if (known is null && (await accounts.OfNumber(number, cancel)).Count > 0) return (ChangeOutcome.Taken, null);

        var id = known ?? (await vault.Keep(county.Code, [person], cancel))[0];
        if (!await MayHave(number, id, cancel)) return (ChangeOutcome.Taken, null);

        await vault.TakeIn(county.Code, id, cancel);

        return await Ask(AccountChangeKind.Open, Guid.CreateVersion7(), id, new(Contact: phone), null, by, cancel);
    }

    /// <summary>Asks to reach somebody under another number. The old one is told before anything is changed.</summary>
    /// <param name="account">The account.</param>
    /// <param name="phone">The new number.</param>
    /// <param name="warning">What the old number is told.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<(ChangeOutcome Outcome, Rule? Refusal)> AskForPhone(Account account, string phone, string warning, Actor by, CancellationToken cancel) =>
        await vault.PhoneHash(county.Code, phone) is var number && number != account.NameHash && await MayHave(number, account.Person, cancel)
            ? await Ask(AccountChangeKind.Phone, account.Id, account.Person, new(Contact: phone), warning, by, cancel)
            : (ChangeOutcome.Taken, null);

    /// <summary>Asks to forget password, authenticator, passkeys and identity elsewhere, because they were lost. The person's telephone is told.</summary>
    public Task<(ChangeOutcome Outcome, Rule? Refusal)> AskToForget(Account account, string warning, Actor by, CancellationToken cancel) =>
        Ask(AccountChangeKind.Forget, account.Id, account.Person, new(), warning, by, cancel);

    /// <summary>Asks to let an identity that another provider vouches for into an account.</summary>
    public async Task<(ChangeOutcome Outcome, Rule? Refusal)> AskForExternal(Account account, string external, Actor by, CancellationToken cancel) =>
        await accounts.OfExternal(external, cancel) is null
            ? await Ask(AccountChangeKind.External, account.Id, account.Person, new(Words: external), null, by, cancel)
            : (ChangeOutcome.Taken, null);

    /// <summary>What waits for a second administrator, the longest first.</summary>
    public async Task<List<WaitingChange>> Waiting(CancellationToken cancel)
    {
        var waiting = await connections[county.Code].All(
            "select id, kind, account, person, asked_by, asked_at from identity.account_change where decided_at is null order by asked_at", Read, cancel);
        var texts = await vault.CompareTexts(county.Code, [.. waiting.Select(change => SubjectOf(change.Id))], cancel);
        var shown = new List<WaitingChange>();
        foreach (var change in waiting)
        {
            var told = texts.GetValueOrDefault(SubjectOf(change.Id));
            shown.Add(change with
            {
                Shown = Show(told),
                IsShared = told?.Contact is { } phone && (await accounts.OfNumber(await vault.PhoneHash(county.Code, phone), cancel)).Any(other => other.Person != change.Person),
            });
        }

        return shown;
    }

    /// <summary>Makes a change that another administrator asked for, in one transaction with all that goes with it.</summary>
    public async Task<(ChangeOutcome Outcome, Rule? Refusal)> Approve(Guid id, Actor by, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { } change) return (ChangeOutcome.Unknown, null);
        if (change.Law.Decide(by) is { } refusal) return (ChangeOutcome.Done, refusal);

        var subject = SubjectOf(id);
        var told = (await vault.CompareTexts(county.Code, [subject], cancel)).GetValueOrDefault(subject) ?? new();
        if (change.Line.Kind is AccountChangeKind.Open or AccountChangeKind.Phone && !await MayHave(await vault.PhoneHash(county.Code, told.Contact!), change.Line.Person, cancel)) return (ChangeOutcome.Taken, null);

        await using var session = store.LightweightSession(county.Code);
        if (change.Line.Kind == AccountChangeKind.Open)
        {
            await open.Begin(session, county.Code, change.Line.Account, change.Line.Person, told.Contact!);
        }
        else
        {
            if (await session.LoadAsync<Account>(change.Line.Account, cancel) is not { } account) return (ChangeOutcome.Unknown, null);

            await Change(account, change.Line.Kind, told);
            session.UpdateRevision(account, account.Version + 1);
            session.QueueSqlCommand("update identity.session set ended_at = ? where account = ? and ended_at is null", clock.GetUtcNow(), account.Id);
            if (change.Line.Kind == AccountChangeKind.Forget) Keep(session, AccountStore.SecretOf(account), new());
        }

        if (change.Line.Kind == AccountChangeKind.Phone) Keep(session, $"contact/{change.Line.Person}", new(Contact: told.Contact));
        Keep(session, subject, new());
        session.QueueSqlCommand("update identity.account_change set decided_by = ?, decided_at = ?, approved = true where id = ?", by.Person, clock.GetUtcNow(), id);
        Note(session, by, change.Line, "approve");
        try
        {
            await session.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is JasperFx.ConcurrencyException || Desk.Violation(e) is { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation })
        {
            return (Desk.Violation(e) is { TableName: "mt_doc_account" } ? ChangeOutcome.Taken : ChangeOutcome.Overtaken, null);
        }

        return (ChangeOutcome.Done, null);
    }

    /// <summary>Turns a change down, or takes the own one back.</summary>
    public async Task<ChangeOutcome> Decline(Guid id, Actor by, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { Law.IsDecided: false } change) return ChangeOutcome.Unknown;

        await using var session = store.LightweightSession(county.Code);
        Keep(session, SubjectOf(id), new());
        session.QueueSqlCommand("update identity.account_change set decided_by = ?, decided_at = ?, approved = false where id = ?", by.Person, clock.GetUtcNow(), id);
        Note(session, by, change.Line, "decline");
        try
        {
            await session.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception e) when (Desk.Violation(e) is { SqlState: PostgresErrorCodes.CheckViolation })
        {
            return ChangeOutcome.Overtaken;
        }

        return ChangeOutcome.Done;
    }

    /// <summary>True for a number that nobody has, or only people who are of one household with this person today.</summary>
    private async Task<bool> MayHave(string number, Guid person, CancellationToken cancel)
    {
        Guid[] others = [.. (await accounts.OfNumber(number, cancel)).Select(account => account.Person).Where(other => other != person)];
        return others.Length == 0 || (await connections[county.Code].All(
            """
            with home as (select h.code, h.representative
                          from register.household h
                          where h.ended_on is null
                            and h.code in (select code from register.household where representative = $1
                                           union
                                           select household from register.household_member where person = $1))
            select bool_and(exists (select
                                    from home
                                    where home.representative = o.person
                                       or exists (select from register.household_member m where m.household = home.code and m.person = o.person)))
            from unnest($2) as o(person)
            """,
            row => row.GetBoolean(0), cancel, person, others))[0];
    }

    private async Task<(ChangeOutcome Outcome, Rule? Refusal)> Ask(AccountChangeKind kind, Guid account, Guid person, SealedTexts told, string? warning, Actor by, CancellationToken cancel)
    {
        if (new AccountChange(person).Decide(by) is { } refusal) return (ChangeOutcome.Done, refusal);

        var line = new WaitingChange(Guid.CreateVersion7(), kind, account, person, by.Person, clock.GetUtcNow(), null);
        var reached = warning is null ? null : await vault.ContactOf(county.Code, person, cancel);
        await using (var session = store.LightweightSession(county.Code))
        {
            Keep(session, SubjectOf(line.Id), told);
            session.QueueSqlCommand(
                "insert into identity.account_change (id, kind, account, person, asked_by, asked_at) values (?, ?, ?, ?, ?, ?)",
                line.Id, NameOf(kind), account, person, by.Person, line.AskedAt);
            Note(session, by, line, "ask");
            if (reached is not null)
            {
                foreach (var (sql, values) in notices.Keeping($"account-change/{line.Id}", new("sms", reached, warning!))) session.QueueSqlCommand(sql, values);
            }

            try
            {
                await session.SaveChangesAsync(CancellationToken.None);
            }
            catch (Exception e) when (Desk.Violation(e) is { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                return (ChangeOutcome.Overtaken, null);
            }
        }

        notices.Wake();
        return (ChangeOutcome.Done, null);
    }

    private async Task Change(Account account, AccountChangeKind kind, SealedTexts told)
    {
        account.SecurityStamp = OpenAccount.NewStamp();
        switch (kind)
        {
            case AccountChangeKind.Phone:
                account.NameHash = await vault.PhoneHash(county.Code, told.Contact!);
                break;
            case AccountChangeKind.External:
                account.External = told.Words;
                break;
            default:
                (account.PasswordHash, account.HasAuthenticator, account.LastCode, account.External) = (null, false, null, null);
                account.FirstProofUntil = clock.GetUtcNow() + Account.InPerson;
                account.Passkeys.Clear();
                break;
        }
    }

    private Task<Found?> Find(Guid id, CancellationToken cancel) => connections[county.Code].First(
        "select id, kind, account, person, asked_by, asked_at, decided_at is not null from identity.account_change where id = $1",
        row => new Found(Read(row), row.GetBoolean(6)),
        cancel,
        id);

    private void Keep(IDocumentSession session, string subject, SealedTexts texts)
    {
        var (sql, values) = vault.Keeping(subject, texts);
        session.QueueSqlCommand(sql, values);
    }

    private static void Note(IDocumentSession session, Actor by, WaitingChange change, string what) => session.QueueSqlCommand(
        "insert into oversight.audit_log (who, address, act, what, why, outcome) values (?, ?, 'account', ?, ?, 'done')",
        by.ToString()!, AuditTrail.Address, $"account/{change.Account}", $"{what} {NameOf(change.Kind)}");

    private static WaitingChange Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), Enum.Parse<AccountChangeKind>(row.GetString(1), ignoreCase: true), row.GetGuid(2), row.GetGuid(3), row.GetGuid(4), row.GetFieldValue<DateTimeOffset>(5), null);

    private static string? Show(SealedTexts? told) => told?.Contact is { Length: > 4 } phone ? $"…{phone[^4..]}" : told?.Words;

    private static bool IsSameName(string one, string other) => Plain(one) == Plain(other);

    private static string Plain(string name) => string.Concat(name.Normalize(System.Text.NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter) && letter is not ('·' or '•' or '・')));

    private static string NameOf(AccountChangeKind kind) => kind.ToString().ToLowerInvariant();

    private static string SubjectOf(Guid id) => $"account-change/{id}";

    private sealed record Found(WaitingChange Line, bool IsDecided)
    {
        public AccountChange Law => new(Line.Person, Line.AskedBy, IsDecided);
    }
}
