using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Signing;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Certificates;

public sealed class CountySigningKeyTests : IDisposable
{
    private const string Authority = "榆中县自然资源局";
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_key_is_made_once_and_only_its_owner_can_read_it()
    {
        var keys = Path.Combine(_folder.Path, "keys");
        using var made = CountySigningKey.LoadOrCreate(keys, "620123", Authority, Clock.Fixed);
        using var loaded = CountySigningKey.LoadOrCreate(keys, "620123", "another name", Clock.Fixed);
        loaded.Certificate.RawData.ShouldBe(made.Certificate.RawData);
        made.Name.ShouldBe("榆中县自然资源局 620123-0001");
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(Path.Combine(keys, "620123-0001.pem")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(keys).Length.ShouldBe(2);
    }

    [Fact]
    public void A_key_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        CountySigningKey.LoadOrCreate(_folder.Path, "620123", Authority, Clock.Fixed).Dispose();
        File.SetUnixFileMode(Path.Combine(_folder.Path, "620123-0001.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Should.Throw<UnauthorizedAccessException>(() => CountySigningKey.LoadOrCreate(_folder.Path, "620123", Authority, Clock.Fixed)).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public void Two_who_start_at_once_go_on_with_one_key()
    {
        var made = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            using var key = CountySigningKey.LoadOrCreate(_folder.Path, "620123", Authority, Clock.Fixed);
            made.Add(key.Certificate.Thumbprint);
        });
        made.Distinct().ShouldHaveSingleItem();
        CountySigningKey.KnownCertificates(_folder.Path, "620123").ShouldHaveSingleItem();
    }

    [Fact]
    public void What_a_retired_key_signed_stays_genuine_and_the_new_one_signs_from_then_on()
    {
        using var fonts = CertificateFonts.Open();
        var press = new CertificatePress(fonts);
        using var first = CountySigningKey.LoadOrCreate(_folder.Path, "620123", Authority, Clock.Fixed);
        var early = press.Print(Sample.Certificate(1), first, Clock.Fixed.GetUtcNow()).ShouldBeOfType<Printing.Printed>().Pdf;

        using var second = CountySigningKey.Rotate(_folder.Path, "620123", Authority, Clock.Fixed);
        File.Delete(Path.Combine(_folder.Path, "620123-0001.pem"));
        second.Name.ShouldEndWith("-0002");
        using var loaded = CountySigningKey.LoadOrCreate(_folder.Path, "620123", Authority, Clock.Fixed);
        loaded.Certificate.RawData.ShouldBe(second.Certificate.RawData);

        var known = CountySigningKey.KnownCertificates(_folder.Path, "620123");
        known.Count.ShouldBe(2);
        CertificateCheck.Read(new MemoryStream(early), known).Verdict.ShouldBe(CertificateVerdict.Genuine);
        CertificateCheck.Read(new MemoryStream(early), [second.Certificate]).Verdict.ShouldBe(CertificateVerdict.UnknownSigner);
    }

    [Fact]
    public void The_number_of_a_lost_key_is_not_given_out_again()
    {
        CountySigningKey.LoadOrCreate(_folder.Path, "620123", Authority, Clock.Fixed).Dispose();
        File.Delete(Path.Combine(_folder.Path, "620123-0001.pem"));
        using var next = CountySigningKey.LoadOrCreate(_folder.Path, "620123", Authority, Clock.Fixed);
        next.Name.ShouldEndWith("-0002");
    }

    [Fact]
    public void Each_county_has_keys_of_its_own()
    {
        using var one = CountySigningKey.LoadOrCreate(_folder.Path, "620123", Authority, Clock.Fixed);
        using var other = CountySigningKey.LoadOrCreate(_folder.Path, "620122", "皋兰县自然资源局", Clock.Fixed);
        other.Certificate.RawData.ShouldNotBe(one.Certificate.RawData);
        CountySigningKey.KnownCertificates(_folder.Path, "620122").ShouldHaveSingleItem().RawData.ShouldBe(other.Certificate.RawData);
        Should.Throw<ArgumentException>(() => CountySigningKey.LoadOrCreate(_folder.Path, "../x", Authority, Clock.Fixed));
    }
}

/// <summary>A clock that stands still.</summary>
internal sealed class Clock : TimeProvider
{
    public static readonly Clock Fixed = new();

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 1, 30, 0, TimeSpan.Zero);
}
