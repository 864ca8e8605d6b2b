using System.CommandLine;
using System.Security.Cryptography;
using RuralRights.Registry.Households;

namespace RuralRights.Web.Ops;

/// <summary><c>rr rotate-key</c>: a new master key above all keys of the people vault.</summary>
internal sealed class RotateKey : Verb
{
    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Write JSON" };

    public RotateKey(Terminal terminal)
        : base(
            "rotate-key",
            "更换人员信息库的主密钥 Renew the master key of the people vault",
            """
            生成新的主密钥，并用它重新包装每个人的密钥；个人信息本身不动，登记系统可以继续运行。中断后再次执行即可续完。
            Makes a new master key and wraps the key of every person with it; what they seal is not touched, and the register
            may run meanwhile. When it is stopped, running it again goes on.

            密钥在状态文件夹的 master.key，上一把密钥也留在其中，到下次更换为止。若由环境变量 RR_MASTER_KEY 给出，先写成
            “1:旧,2:新”并重启登记系统，再执行；旧密钥请一并保留到下次更换。
            The key lies in master.key in the state folder, and its predecessor with it until the next renewal. When RR_MASTER_KEY
            gives it, put the new one beside the old there first, as 1:old,2:new, and start the register again; keep the old one
            there until the next renewal.
            """,
            """
            rr rotate-key
            rr rotate-key --json
            """)
    {
        Options.Add(_json);
        SetAction((parsed, cancel) => RegisterAccess.UseAsync(terminal, async register =>
        {
            try
            {
                var wrapped = await register.GetRequiredService<RotateMasterKey>().Run(null, cancel);
                if (parsed.GetValue(_json)) terminal.WriteJson(new { keys_wrapped = wrapped });
                else await terminal.Text.WriteLineAsync($"已用新主密钥包装 {wrapped} 个密钥。 {wrapped} keys are wrapped with the new master key.");
                return ExitCode.Fine;
            }
            catch (InvalidOperationException needsKey)
            {
                terminal.Say("主密钥由环境变量 RR_MASTER_KEY 给出：请先写成“1:旧,2:新”。", needsKey.Message);
                return ExitCode.BadUse;
            }
            catch (CryptographicException wrongKey)
            {
                terminal.Say(
                    "主密钥打不开这个登记系统的人员信息库：它是别的登记系统的，或者记录被改动过。请用本系统的状态文件夹（RR_STATE）或 RR_MASTER_KEY 再执行；原有密钥都保留着。",
                    $"{wrongKey.Message} Run it again with this register's own state folder (RR_STATE) or RR_MASTER_KEY; every key was kept.");
                return ExitCode.BadUse;
            }
        }, cancel));
    }
}
