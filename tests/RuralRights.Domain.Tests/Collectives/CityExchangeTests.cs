using System.Security.Cryptography;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Collectives.CityExchangeRules;

namespace RuralRights.Domain.Tests.Collectives;

/// <summary>A county on another server asks whether somebody is a member here, and is answered only when everything is in order.</summary>
public sealed class CityExchangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly CityQuestion Question = new("620123", "620122", "a1b2c3d4e5f6", new byte[32], Scene.Id("nonce"), Now);
    private static readonly CityDoor Open = new(true, true, true, "a1b2c3d4e5f6", false, 59, 60);

    [Fact]
    public void A_county_answers_a_listed_county_whose_signature_holds_now_once_and_not_too_often()
    {
        var scene = new Scene();

        scene.Enter(Question.Decide(Open with { IsKept = false, IsListed = false }, Now)).ShouldBeRefused(CountyIsNotKeptHere, "620122");
        scene.Enter(Question.Decide(Open with { IsListed = false, IsSigned = false }, Now)).ShouldBeRefused(CityAskerIsNotListed, "620123");
        scene.Enter((Question with { Key = "another" }).Decide(Open with { IsSigned = false }, Now)).ShouldBeRefused(CityQuestionIsNotSigned, "620123");
        scene.Enter((Question with { Key = "another" }).Decide(Open, Now.AddHours(1))).ShouldBeRefused(CityKeyIsAnother, "a1b2c3d4e5f6");
        scene.Enter(Question.Decide(Open with { WasAsked = true }, Now.AddMinutes(5).AddSeconds(1))).ShouldBeRefused(CityQuestionIsNotOfNow);
        scene.Enter(Question.Decide(Open with { WasAsked = true, AskedInTheHour = 60 }, Now)).ShouldBeRefused(CityQuestionWasAsked);
        scene.Enter(Question.Decide(Open with { AskedInTheHour = 60 }, Now)).ShouldBeRefused(CityAsksTooOften, "60");
        scene.Enter(Question.Decide(Open, Now)).ShouldBeEntered().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void Clocks_may_differ_by_five_minutes_either_way(int seconds, bool isAnswered) =>
        (Question.Decide(Open, Now.AddSeconds(seconds)) is Decision.Entered).ShouldBe(isAnswered);

    [Theory]
    [InlineData("https://register.example", true)]
    [InlineData("https://register.example:8443/county/", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://register.example", false)]
    [InlineData("ftp://127.0.0.1", false)]
    [InlineData("https://user:secret@register.example", false)]
    [InlineData("https://register.example/?county=1", false)]
    [InlineData("register.example", false)]
    public void A_county_on_another_server_is_reached_by_https_or_on_this_machine(string address, bool isRead)
    {
        var line = $"620122|{address}|{KeyOf(ECCurve.NamedCurves.nistP256)}";

        (CityPeer.Of(line) is not null).ShouldBe(isRead);
        CountySettings.CityExchange.IsReadable($"\n{line}\n").ShouldBe(isRead);
    }

    [Fact]
    public void A_list_of_counties_names_each_once_with_a_code_and_a_key_of_P_256()
    {
        var (key, other) = (KeyOf(ECCurve.NamedCurves.nistP256), KeyOf(ECCurve.NamedCurves.nistP384));

        CountySettings.CityExchange.IsReadable($"620122|https://a.example|{key}\n620121|https://b.example|{key}").ShouldBeTrue();
        CountySettings.CityExchange.IsReadable($"620122|https://a.example|{key}\n620122|https://b.example|{key}").ShouldBeFalse();
        foreach (var wrong in new[] { "", $"62012|https://a.example|{key}", $"62012x|https://a.example|{key}", $"620122|https://a.example|{other}", $"620122|https://a.example|{key[..^4]}", "620122|https://a.example|no key", "620122|https://a.example" })
            CountySettings.CityExchange.IsReadable(wrong).ShouldBeFalse(wrong);
    }

    [Fact]
    public void Every_reason_of_silence_has_a_name_that_leads_back_to_it()
    {
        foreach (var silence in Enum.GetValues<CountySilence>())
            CountyReply.SilenceOf(new CountyReply("620122", null, silence).SilenceCode!).ShouldBe(silence);
        new CountyReply("620122").SilenceCode.ShouldBeNull();
    }

    private static string KeyOf(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }
}
