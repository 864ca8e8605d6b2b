using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tenure;

/// <summary>A household and the homestead that a survey of its village found it to have.</summary>
/// <param name="Code">Contractor code.</param>
/// <param name="Representative">Who signs for it.</param>
/// <param name="Asked">What its case asks for.</param>
/// <param name="IsOnes">True when the survey was handed in by whoever looks: only they have its scans in hand.</param>
/// <param name="IsLeft">True while it has neither this homestead in the register nor an open case.</param>
public sealed record SurveyedHousehold(string Code, Guid Representative, RegisterHomestead Asked, bool IsOnes, bool IsLeft);

/// <summary>Surveys of homesteads, household by household, until each has its case.</summary>
public static class HomesteadsSurveyed
{
    /// <summary>Code of the plot that is asked for.</summary>
    public static string PlotOf(RegisterHomestead asked) => asked.Unit[..RealEstateUnit.PlotLength];

    /// <summary>Keeps what a survey says of each household, in place of what one said before.</summary>
    public static async Task Keep(NpgsqlDataSource register, IReadOnlyList<RegisterHomestead> asked, Actor actor, CancellationToken cancel)
    {
        await using var command = register.CreateCommand("""
            insert into intake.homestead_survey (household, asked, brought_by, brought_at)
            select household, asked::jsonb, $3, now()
            from unnest($1, $2) as said (household, asked)
            on conflict on constraint "homestead-surveyed-once"
                do update set asked = excluded.asked, brought_by = excluded.brought_by, brought_at = excluded.brought_at
            """);
        command.Parameters.Add(new() { Value = asked.Select(one => one.Household).ToArray() });
        command.Parameters.Add(new() { Value = asked.Select(one => JsonSerializer.Serialize(one, RegisterJson.Options)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = actor.ToString()! });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Every household of a collective that a survey found to have a homestead, by code.</summary>
    public static Task<List<SurveyedHousehold>> In(NpgsqlDataSource register, string collective, Actor actor, CancellationToken cancel) => register.All(
        """
        select h.code, h.representative, s.asked::text, s.brought_by = $2,
               h.ended_on is null
               and not exists (select from register.case_subject c where c.subject = 'household/' || h.code and c.live)
               and not exists (select from register.homestead_right r where r.plot = left(s.asked ->> 'unit', 19) and upper_inf(r.period))
        from register.household h
                 join intake.homestead_survey s on s.household = h.code
        where h.collective = $1
        order by h.code
        """,
        row => new SurveyedHousehold(row.GetString(0), row.GetGuid(1), JsonSerializer.Deserialize<RegisterHomestead>(row.GetString(2), RegisterJson.Options)!, row.GetBoolean(3), row.GetBoolean(4)),
        cancel,
        collective,
        actor.ToString()!);

    /// <summary>The open cases that the households or the plots of a survey are in already, by household.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Cases(NpgsqlDataSource register, IReadOnlyList<RegisterHomestead> asked, CancellationToken cancel) => (await register.All(
        """
        select asked.household, min(c.case_number)
        from unnest($1, $2) as asked (household, plot)
                 join register.case_subject c on c.live and c.subject in ('household/' || asked.household, 'parcel/' || asked.plot)
        group by asked.household
        """,
        row => (Household: row.GetString(0), Number: row.GetString(1)),
        cancel,
        asked.Select(one => one.Household).ToArray(), asked.Select(one => PlotOf(one)).ToArray())).ToDictionary(pair => pair.Household, pair => pair.Number, StringComparer.Ordinal);

    /// <summary>Plots of one survey that lie on each other, or on land of the register, by the measure by which the register refuses them: each with one of the others.</summary>
    /// <param name="register">The register.</param>
    /// <param name="asked">The homesteads of the survey.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<(string Plot, string Other)>> Overlaps(NpgsqlDataSource register, IReadOnlyList<RegisterHomestead> asked, CancellationToken cancel) =>
        await register.All(
            """
            with drawn as materialized (select code, register.on_the_map(ST_GeomFromWKB(wkb), crs) as map from unnest($1, $2, $3) as plot (code, wkb, crs)),
                 ground as not materialized (select code, map from register.parcel where retired_on is null
                                             union all
                                             select code, map from register.homestead_plot
                                             union all
                                             select code, map from drawn)
            select n.code, min(p.code)
            from drawn n
                     join ground p on p.map && n.map and p.code <> n.code
            where ST_Relate(n.map, p.map, 'T********')
              and ST_Area(ST_Intersection(n.map, p.map)::geography) > register.overlap_tolerance()
            group by n.code
            order by n.code
            """,
            row => (row.GetString(0), row.GetString(1)),
            cancel,
            asked.Select(one => PlotOf(one)).ToArray(), asked.Select(one => one.Boundary.Wkb).ToArray(), asked.Select(one => one.Boundary.Crs).ToArray());
}
