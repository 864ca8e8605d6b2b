using System.Diagnostics;

namespace RuralRights.Interchange.Deliveries;

/// <summary>Counts the bytes of a package as they are read, and tells of them every megabyte.</summary>
internal sealed class ReadingCount(IProgress<WorkProgress>? progress)
{
    /// <summary>How much more work a byte of a table is, which is parsed and spooled, than one that is unpacked.</summary>
    private const int WorkPerTableByte = 4;

    private const long BetweenReports = 1 << 20;

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _total;
    private long _done;
    private long _told;
    private long _restOfTable;

    /// <summary>Says how many bytes there are to read, and how many of them again as tables.</summary>
    public void Expect(long bytes, long bytesOfTables) => _total += bytes + (bytesOfTables * WorkPerTableByte);

    /// <summary>Counts bytes that were read.</summary>
    public void Read(long bytes)
    {
        _done += bytes;
        if (progress is null || _done - _told < BetweenReports) return;

        _told = _done;
        progress.Report(WorkProgress.After(Stopwatch.GetElapsedTime(_started), "", Math.Min(_done, _total), _total));
    }

    /// <summary>Begins with the file of a table. How far it is read shows only in what is spooled of it.</summary>
    public void BeginTable(long bytes) => _restOfTable = bytes;

    /// <summary>Counts bytes that were spooled, at most as many as the file has.</summary>
    public void Spooled(int bytes)
    {
        var counted = Math.Min(bytes, _restOfTable);
        if (counted == 0) return;

        _restOfTable -= counted;
        Read(counted * WorkPerTableByte);
    }

    /// <summary>Ends with the file of a table.</summary>
    public void EndTable()
    {
        Read(_restOfTable * WorkPerTableByte);
        _restOfTable = 0;
    }
}
