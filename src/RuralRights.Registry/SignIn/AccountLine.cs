using Npgsql;

namespace RuralRights.Registry.SignIn;

/// <summary>An account in the administrators' list.</summary>
/// <param name="Id">Id.</param>
/// <param name="Person">Whose.</param>
/// <param name="Means">What proves it beside a code to the telephone: password, passkey, external.</param>
/// <param name="LockedUntil">Locked until then; null when it is not.</param>
/// <param name="Demonstration">True for the demonstration's.</param>
/// <param name="Live">How many browsers are signed in.</param>
public sealed record AccountLine(Guid Id, Guid Person, IReadOnlyList<string> Means, DateTimeOffset? LockedUntil, bool Demonstration, long Live)
{
    /// <summary>A page of accounts, the newest first.</summary>
    public static Task<List<AccountLine>> Page(NpgsqlDataSource register, int from, int many, CancellationToken cancel) => register.All(
        """
        select a.id, (a.data ->> 'person')::uuid,
               array_remove(array [
                   case when a.data ->> 'password_hash' is not null and (a.data ->> 'has_authenticator')::boolean then 'password' end,
                   case when jsonb_array_length(a.data -> 'passkeys') > 0 then 'passkey' end,
                   case when a.data ->> 'external' is not null then 'external' end], null),
               (a.data ->> 'locked_until')::timestamptz, (a.data ->> 'is_demonstration')::boolean,
               (select count(*) from identity.session s where s.account = a.id and s.ended_at is null and s.expires_at > clock_timestamp())
        from identity.mt_doc_account a
        order by (a.data ->> 'opened_at') desc, a.id desc
        offset $1 limit $2
        """,
        row => new AccountLine(row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<string[]>(2), row.Maybe<DateTimeOffset>(3), row.GetBoolean(4), row.GetInt64(5)),
        cancel,
        from, many);
}
