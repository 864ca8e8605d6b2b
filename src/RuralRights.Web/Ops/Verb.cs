using System.CommandLine;

namespace RuralRights.Web.Ops;

/// <summary>One verb of the command line. Its help ends with examples, because that is what people copy.</summary>
internal abstract class Verb(string name, string summary, string details, string examples) : Command(name, summary)
{
    /// <summary>What the one-line summary has no room for; shown only in the verb's own help.</summary>
    public string Details { get; } = details;

    public string Examples { get; } = examples;
}

/// <summary>What the command line answers to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done, nothing wrong found.</summary>
    public const int Fine = 0;

    /// <summary>Refused by a rule, or findings of severity error.</summary>
    public const int Refused = 1;

    /// <summary>Bad use, or input that cannot be read.</summary>
    public const int BadUse = 2;

    // Why the register does not start: the same numbers as in src/start.

    /// <summary>The port is taken.</summary>
    public const int PortInUse = 4;

    /// <summary>PostgreSQL is too old.</summary>
    public const int OldServer = 5;

    /// <summary>PostGIS is missing.</summary>
    public const int NoPostgis = 6;

    /// <summary>The database does not answer.</summary>
    public const int NoServer = 10;

    /// <summary>The database is set up so that entries could be lost.</summary>
    public const int UnsafeServer = 11;

    /// <summary>The role that was given may not do on its server what the register needs.</summary>
    public const int WithoutRights = 12;
}
