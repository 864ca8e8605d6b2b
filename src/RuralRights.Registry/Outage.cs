using Npgsql;

namespace RuralRights.Registry;

/// <summary>
/// Something of the register's own stopped an act: its disk is full, its database is away. No rule was broken, it is ours to
/// mend, and the same request may be sent again under the same id.
/// </summary>
/// <param name="Code">Stable name of what is out of order.</param>
/// <param name="Chinese">What happened.</param>
/// <param name="English">The same in English.</param>
/// <param name="MendChinese">What whoever asked should do.</param>
/// <param name="MendEnglish">The same in English.</param>
public sealed record Outage(string Code, string Chinese, string English, string MendChinese, string MendEnglish)
{
    // The numbers by which Linux says that a disk, or the share of it that is ours, is full.
    private const int NoSpace = 28;
    private const int QuotaUsedUp = 122;

    private const string AgainChinese = "这是登记系统要解决的问题，不是您的。请稍后用同一个编号原样再提交一次：已登记的不会重复登记。";
    private const string AgainEnglish = "This is the register's to mend, not yours. Send the same again later under the same id; what was entered is not entered twice.";

    /// <summary>There is no room left on a disk of the register.</summary>
    public static Outage DiskFull { get; } = new(
        "disk-full", "登记系统的磁盘已满，这次没有办成，登记簿保持原样。", "A disk of the register is full. This was not done; the register is as it was.", AgainChinese, AgainEnglish);

    /// <summary>The database cannot be reached, or was lost in the middle of the work.</summary>
    public static Outage DatabaseAway { get; } = new(
        "database-away", "登记数据库暂时不能工作，这次是否办成还不确定。", "The database of the register is not available. Whether this was done is not known.", AgainChinese, AgainEnglish);

    /// <summary>The outage that a fault comes from; null when it comes from something else.</summary>
    public static Outage? Of(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            switch (fault)
            {
                case PostgresException { SqlState: PostgresErrorCodes.DiskFull } or IOException { HResult: NoSpace or QuotaUsedUp }:
                    return DiskFull;
                case PostgresException { SqlState: PostgresErrorCodes.IoError or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.TooManyConnections }:
                case PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow }:
                case PostgresException { SqlState: ['0', '8', ..] }:
                case NpgsqlException and not PostgresException:
                    return DatabaseAway;
            }
        }

        return null;
    }
}
