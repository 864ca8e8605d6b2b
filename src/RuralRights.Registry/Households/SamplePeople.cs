using Npgsql;

namespace RuralRights.Registry.Households;

/// <summary>People of the register whom a demonstration signs in as; chosen by code, so that they are the same every time.</summary>
/// <param name="Part">seller, co-holder, buyer, outsider or chair.</param>
/// <param name="Person">Id in the vault.</param>
/// <param name="Household">Household of the person.</param>
/// <param name="Collective">Collective of the household.</param>
/// <param name="CollectiveName">Its name.</param>
/// <param name="Parcels">Parcels the household holds.</param>
/// <param name="Position">Place of the person among the members, counted from one.</param>
public sealed record SamplePerson(string Part, Guid Person, string Household, string Collective, string CollectiveName, long Parcels, long Position)
{
    /// <summary>
    /// Of the first collective that has them: a one-person household that holds land, a household whose land several people hold,
    /// a buyer beside them; a household of the next collective of the village; and a chair for every collective.
    /// </summary>
    public static Task<List<SamplePerson>> All(NpgsqlDataSource register, CancellationToken cancel) => register.All(
        """
        with family as (select h.code, h.collective, h.representative,
                               (select count(*) from register.household_member m where m.household = h.code and m.co_holder) as holders,
                               (select count(*) from register.household_member m where m.household = h.code and m.mark = '7') as deceased,
                               (select count(*) from register.holding x
                                where x.household = h.code and x.ended_seq is null and x.share_part is null) as parcels
                        from register.household h
                        where h.kind = 'household'),
             home as (select collective
                      from family
                      where deceased = 0
                      group by collective
                      having bool_or(holders = 1 and parcels > 1)
                         and bool_or(holders between 2 and 4 and parcels > 1)
                         and count(*) > 4
                      order by collective
                      limit 1),
             single as (select f.* from family f join home using (collective) where holders = 1 and parcels > 1 and deceased = 0 order by code limit 1),
             several as (select f.* from family f join home using (collective) where holders between 2 and 4 and parcels > 1 and deceased = 0 order by code limit 1),
             buyer as (select f.* from family f join home using (collective)
                       where parcels > 0 and deceased = 0 and code not in (select code from single union all select code from several)
                       order by code limit 1),
             outsider as (select f.* from family f, home
                          where left(f.collective, 12) = left(home.collective, 12) and f.collective <> home.collective and parcels > 0 and deceased = 0
                          order by code limit 1),
             chair as (select distinct on (collective) f.* from family f where deceased = 0 order by collective, code desc),
             chosen as (select 1 as place, 'seller' as part, representative as person, s.* from single s
                        union all
                        select 2, case when m.person = s.representative then 'seller' else 'co-holder' end, m.person, s.*
                        from several s join register.household_member m on m.household = s.code and m.co_holder
                        union all
                        select 3, 'buyer', representative, b.* from buyer b
                        union all
                        select 4, 'outsider', representative, o.* from outsider o
                        union all
                        select 5, 'chair', representative, c.* from chair c)
        select c.part, c.person, c.code, c.collective, k.name, c.parcels,
               (select count(*) from register.household_member n where n.household = c.code and n.position <= m.position)
        from chosen c
                 join register.collective k on k.code = c.collective
                 left join register.household_member m on m.household = c.code and m.person = c.person
        order by c.place, c.collective, c.code, m.position
        """,
        row => new SamplePerson(row.GetString(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6)),
        cancel);
}
