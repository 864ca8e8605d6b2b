using System.CommandLine;
using RuralRights.Registry.Store;

namespace RuralRights.Web.Ops;

/// <summary><c>rr migrate</c>: makes and renews the databases of the register.</summary>
internal sealed class Migrate : Verb
{
    private readonly Option<string[]> _counties = new("--county")
    {
        Description = "要新建的县（六位代码，可多个） County to add, six digits; may be given more than once",
        HelpName = "620123",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _server = new("--server")
    {
        Description = "新建的县放在另一台服务器上：主机和端口 Other server for the county to add: host and port",
        HelpName = "Host=db2;Port=5432",
    };

    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Write JSON" };

    public Migrate(Terminal terminal)
        : base(
            "migrate",
            "建立或更新数据库结构 Make or renew the databases",
            """
            以属主角色（RR_DB）建立主库和每个县的数据库，并更新到当前版本；重复执行不改变任何内容。serve 启动时会自动执行。
            As the owner role (RR_DB), makes the master database and one for each county and brings them up to date; running it
            again changes nothing. serve does it by itself when it starts.
            """,
            """
            rr migrate
            rr migrate --county 620123 --county 620122
            """)
    {
        Options.Add(_counties);
        Options.Add(_server);
        Options.Add(_json);
        _server.Validators.Add(result =>
        {
            if (result.Tokens is [var said] && !Migrator.IsServer(said.Value))
                result.AddError("--server: 只写主机和端口，如 Host=db2;Port=5432；用户和密码写在 RR_DB、RR_DB_APP 里 only host and port, as in Host=db2;Port=5432; user and password belong in RR_DB and RR_DB_APP");
        });
        _counties.Validators.Add(result =>
        {
            foreach (var county in result.Tokens.Select(token => token.Value).Where(county => county.Length != 6 || !county.All(char.IsAsciiDigit)))
                result.AddError($"--county: “{county}” 不是六位代码 is not six digits");
        });
        SetAction(async (parsed, cancel) =>
        {
            if (await RegisterAccess.OptionsAsync(terminal, cancel) is not { } options) return ExitCode.BadUse;

            var migrator = new Migrator(options);
            var away = await migrator.Migrate(parsed.GetValue(_counties) ?? [], parsed.GetValue(_server), cancel);
            RegisterAccess.SayAway(terminal, away);
            var counties = await migrator.Counties(cancel);
            if (parsed.GetValue(_json)) terminal.WriteJson(new { counties });
            else if (away.Count == 0) await terminal.Text.WriteLineAsync($"已是最新 up to date: {string.Join(" ", counties)}");
            return away.Count == 0 ? ExitCode.Fine : ExitCode.Refused;
        });
    }
}
