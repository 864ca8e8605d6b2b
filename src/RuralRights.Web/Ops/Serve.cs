using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using RuralRights.Registry.Store;

namespace RuralRights.Web.Ops;

/// <summary><c>rr serve</c>: the register, its pages and its API, until it is told to stop.</summary>
internal sealed class Serve : Verb
{
    private readonly Option<string> _url = new("--url")
    {
        Description = "监听地址 Address to listen on",
        HelpName = "http://host:port",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RR_URL") ?? "http://localhost:8080",
    };

    public Serve(Terminal terminal)
        : base(
            "serve",
            "运行登记系统的页面和接口 Run the register's pages and API",
            """
            迁移数据库结构，第一次启动时导入示例县，然后提供页面和接口。通常由 src/start 调用。
            Migrates the schema, imports the sample county on the first start, then serves pages and the API. Usually
            called by src/start.

            环境变量 Environment:
              RR_DB      数据库属主（负责结构迁移）连接串 connection string of the owner role, which migrates the schema
              RR_DB_APP  应用角色（无权改结构）连接串 connection string of the application's role, which may not
              RR_DB_PREFIX  数据库名的开头，默认 rr_；一个服务器上可有几个登记系统 beginning of the names of the databases, rr_
                         by default, so that one server can hold several registers
              RR_STATE   状态文件夹：密钥、附件 state folder: keys, attachments
              RR_COUNTY  本县六位代码，默认示例县 620123 six digits of the county, by default the sample's 620123
              RR_COUNTY_NAME  本县名称，默认榆中县 name of the county, by default the sample's
              RR_CITY_KEY  本市密钥（三十二字节，base64）；同市各县在几台服务器上时，各台相同 key of the city, 32 bytes in base64, the
                         same on every server that keeps counties of the city
              RR_URL     监听地址 address to listen on
              RR_DEMO    1：登录页上点一下就能以虚构的人登录，只用于示例 1 lets a click sign in as an invented person; for samples only
              RR_OUTBOX  carried-out：状态文件夹 outbox 里的短信有人照发；不设时，短信算没有送到，由村里当面告知
                         carried-out: somebody sends what lies in outbox of the state folder; unless set, messages count as not
                         delivered and the village tells holders in person
              RR_ZIP_FILES  交来的 zip 里最多有多少个文件，默认 50000 files that a zip handed in may hold, 50000
              RR_SAMPLE  第一次启动时导入的成果，空则不导入 delivery to import on the first start; none when empty
            """,
            """
            rr serve
            RR_DB='Host=db;Username=rr_owner;Password=...;Database=postgres' rr serve --url http://0.0.0.0:8080
            """)
    {
        Options.Add(_url);
        SetAction((parsed, cancel) => RunAsync(terminal, parsed.GetValue(_url)!, cancel));
    }

    private static async Task<int> RunAsync(Terminal terminal, string url, CancellationToken cancel)
    {
        try
        {
            if (await RegisterAccess.OptionsAsync(terminal, cancel) is not { } register) return ExitCode.BadUse;

            var county = Site.CountyFrom(RegisterAccess.Environment);
            if (county.Length != 6 || !county.All(char.IsAsciiDigit))
            {
                terminal.Say("RR_COUNTY 应为六位县代码。", "RR_COUNTY must be the six digits of a county.");
                return ExitCode.BadUse;
            }

            // Whose server is silent is said by the host, which goes on looking for it.
            RegisterAccess.SayAway(terminal, (await new Migrator(register).Migrate([county], cancel)).Where(unfit => unfit.Reason != Unfitness.Unreachable));
            return await Site.RunAsync(
                url,
                async site =>
                {
                    if (site.GetRequiredService<AnsweringCounties>().Has(county) && Environment.GetEnvironmentVariable("RR_SAMPLE") is { Length: > 0 } sample)
                        await SampleCounty.LoadAsync(terminal, site, county, sample, cancel);
                    await SampleCounty.WelcomeAsync(terminal, site, url, cancel);
                },
                cancel);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            terminal.Say(
                $"{url} 的端口已被占用：换一个地址（RR_URL），或先停掉占用它的程序。",
                $"The port of {url} is in use: choose another address (RR_URL) or stop what uses it.");
            return ExitCode.PortInUse;
        }
        catch (UnfitServerException unfit)
        {
            terminal.Say(unfit.Chinese, unfit.English);
            return unfit.Reason switch
            {
                Unfitness.TooOld => ExitCode.OldServer,
                Unfitness.WithoutPostgis => ExitCode.NoPostgis,
                Unfitness.WithoutRights => ExitCode.WithoutRights,
                _ => ExitCode.NoServer,
            };
        }
        catch (UnsafeSettingException unsafeSetting)
        {
            terminal.Say(unsafeSetting.Chinese, unsafeSetting.Message);
            return ExitCode.UnsafeServer;
        }
    }
}
