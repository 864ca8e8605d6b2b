using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Law;
using RuralRights.Registry.Households;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.SignIn;

public sealed class NoticeTests(TestRegister register)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_act_tells_is_kept_with_its_facts_or_not_at_all()
    {
        using var notices = Notices();
        var village = await Village.Found(register);
        var (entered, refused) = ($"test/{Guid.CreateVersion7()}", $"test/{Guid.CreateVersion7()}");

        await Enter(village.ParcelFact(1), entered);
        (await Enter(village.ParcelFact(1), refused)).Refusal.ShouldNotBeNull();

        (await register.Ask<bool>("select exists (select from identity.notice where key = $1)", entered)).ShouldBeTrue();
        (await register.Ask<bool>("select exists (select from identity.notice where key = $1)", refused)).ShouldBeFalse();

        Task<Answer> Enter(StreamFact fact, string key) => register.Desk.Enter(
            new(TestRegister.County, Guid.CreateVersion7(), "official/1", key),
            reading =>
            {
                notices.KeepWith(reading, key, new("sms", "13900000000", "告知"));
                return Task.FromResult(Decision.Enter(fact));
            },
            Cancel);
    }

    [Fact]
    public async Task Many_senders_send_each_notice_once_and_what_failed_is_tried_again()
    {
        using var notices = Notices();
        var keys = Enumerable.Range(0, 12).Select(at => $"race/{at}/{Guid.CreateVersion7()}").ToList();
        await using (var connection = await register.Connections[TestRegister.County].OpenConnectionAsync(Cancel))
            foreach (var key in keys.Concat(keys)) await notices.Keep(connection, key, new("sms", "13900000000", $"告知 {key}"), Cancel);

        var gateway = new Gateway(failsFirst: keys[3]);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => notices.SendDue(gateway, Cancel)));
        await register.Connections[TestRegister.County].CreateCommand("update identity.notice set next_at = now() - interval '1 second' where sent_at is null").ExecuteNonQueryAsync(Cancel);
        await notices.SendDue(gateway, Cancel);

        foreach (var key in keys) gateway.Sent.Count(sent => sent == key).ShouldBe(1, key);
        (await register.Ask<long>("select count(*) from identity.notice where key = any($1) and sent_at is not null", (object)keys.ToArray())).ShouldBe(keys.Count);
    }

    [Fact]
    public async Task A_notice_that_nobody_can_read_keeps_none_after_it_waiting_and_what_was_sent_is_forgotten()
    {
        using var notices = Notices();
        var (broken, whole) = ($"broken/{Guid.CreateVersion7()}", $"whole/{Guid.CreateVersion7()}");
        await using (var connection = await register.Connections[TestRegister.County].OpenConnectionAsync(Cancel))
            foreach (var key in new[] { broken, whole }) await notices.Keep(connection, key, new("sms", "13900000000", "告知"), Cancel);
        await Run("update vault.texts set sealed = $2 where subject = 'notice/' || $1", broken, new byte[] { 0 });
        await Run("update identity.notice set next_at = $2, tries = 2000 where key = $1", broken, new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var gateway = new Gateway(failsFirst: "");
        await notices.SendDue(gateway, Cancel);

        gateway.Sent.ShouldContain(whole);
        gateway.Sent.ShouldNotContain(broken);
        (await register.Ask<bool>("select tries = 2001 and sent_at is null and next_at > now() from identity.notice where key = $1", broken)).ShouldBeTrue();
        var kept = await Vault.OpenTexts(TestRegister.County, [$"notice/{whole}"], "official/1", "test", Cancel);
        kept[$"notice/{whole}"].ShouldBe(new());

        async Task Run(string sql, params object[] values)
        {
            await using var command = register.Connections[TestRegister.County].CreateCommand(sql);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            (await command.ExecuteNonQueryAsync(Cancel)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_folder_keeps_a_notice_once_however_often_its_key_is_sent()
    {
        var folder = new FolderNotifier(register.Options);
        var key = $"folder/{Guid.CreateVersion7()}";
        await folder.Send(key, new("mail", "a@example.cn", "第一"), Cancel);
        await folder.Send(key, new("mail", "a@example.cn", "第二"), Cancel);

        var kept = Directory.EnumerateFiles(folder.Folder).Select(File.ReadAllText).Where(text => text.Contains(key, StringComparison.Ordinal)).ToList();
        kept.Count.ShouldBe(1);
        kept[0].ShouldContain("第一");
    }

    private Vault Vault => register.Host.Services.GetRequiredService<Vault>();

    private Notices Notices() => new(register.Connections, new(TestRegister.County), Vault, TimeProvider.System);

    /// <summary>A gateway as a telephone company runs it: it carries out what it is handed, and sometimes is not there.</summary>
    private sealed class Gateway(string failsFirst) : INotifier
    {
        private bool _failed;

        public ConcurrentQueue<string> Sent { get; } = [];

        public Task Send(string key, Notice notice, CancellationToken cancel)
        {
            if (key == failsFirst && !_failed)
            {
                _failed = true;
                throw new IOException("The gateway is not there.");
            }

            Sent.Enqueue(key);
            return Task.CompletedTask;
        }
    }
}
