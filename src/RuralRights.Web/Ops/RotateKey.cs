using System.CommandLine;
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

            密钥在状态文件夹的 master.key；若由环境变量 RR_MASTER_KEY 给出，先在其中写成“1:旧,2:新”再执行。
            The key lies in master.key in the state folder. When RR_MASTER_KEY gives it, put the new one beside the old there
            first, as 1:old,2:new.
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
        }, cancel));
    }
}
