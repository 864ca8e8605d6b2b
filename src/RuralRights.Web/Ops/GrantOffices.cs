using System.CommandLine;
using RuralRights.Domain.Households;
using RuralRights.Domain.Offices;
using RuralRights.Registry;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Ops;

/// <summary><c>rr grant</c>: the first two administrators of a county, named at its own machine.</summary>
internal sealed class GrantOffices : Verb
{
    private readonly Argument<string[]> _people = new("people")
    {
        Description = "两个人，各写“姓名,身份证号码,手机号码” Two people, each as name,identity number,mobile number",
        Arity = new ArgumentArity(2, 2),
    };

    private readonly Option<string> _county = new("--county") { Description = "县（六位代码） County, six digits", HelpName = "620123", DefaultValueFactory = _ => "620123" };

    public GrantOffices(Terminal terminal)
        : base(
            "grant",
            "任命最初两位账户管理员 Name the first two administrators of the accounts",
            """
            只能用一次：此后的职务都由账户管理员在页面上提出，由另一位核准。两个人都得到账户，第一次用手机验证码登录，再设密码和动态码。
            It works once: every later office is proposed by an administrator on the pages and approved by another. Both people get
            an account; they sign in with a code to the phone first, then set a password and an authenticator.
            """,
            """
            rr grant 吴一,620123197001011234,13900000001 谢二,620123197001015678,13900000002
            """)
    {
        Arguments.Add(_people);
        Options.Add(_county);
        SetAction((parsed, cancel) => RunAsync(terminal, parsed.GetValue(_people)!, parsed.GetValue(_county)!, cancel));
    }

    private static async Task<int> RunAsync(Terminal terminal, string[] people, string county, CancellationToken cancel)
    {
        var given = new List<(Person Person, string Phone)>();
        foreach (var text in people)
        {
            if (text.Split(',', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var number, var phone] || !CitizenId.TryParse(number, out _) || SignInPages.PhoneOf(phone) is not { } digits)
            {
                terminal.Say("每个人写成“姓名,身份证号码,手机号码”。", "Write each person as name,identity number,mobile number.");
                return ExitCode.BadUse;
            }

            given.Add((new(name, Person.ResidentCard, number), digits));
        }

        return await RegisterAccess.UseAsync(terminal, county, async register =>
        {
            var vault = register.GetRequiredService<Vault>();
            var ids = await vault.Keep(county, [.. given.Select(one => one.Person)], cancel);
            var answer = await register.GetRequiredService<Desk>().Appoint(
                county, new AppointAdministrators(ids[0], ids[1]), Guid.CreateVersion7(), Submission.LegalDay(register.GetRequiredService<TimeProvider>()), cancel);
            if (answer.Refusal is { } refusal)
            {
                terminal.Say(refusal.Chinese, refusal.English);
                return ExitCode.Refused;
            }

            foreach (var ((_, phone), id) in given.Zip(ids))
            {
                await register.GetRequiredService<OpenAccount>().For(county, id, phone, cancel);
                terminal.Say($"已开账户 {id.ToString()[^6..]}，用手机验证码登录。", $"Account {id.ToString()[^6..]} is open; sign in with a code to the phone.");
            }

            return ExitCode.Fine;
        }, cancel);
    }
}
