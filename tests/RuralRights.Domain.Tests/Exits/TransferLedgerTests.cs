using RuralRights.Domain.Tests.Law;
using Xunit;

namespace RuralRights.Domain.Tests.Exits;

public sealed class TransferLedgerTests
{
    // begin-snippet: a-parcel-moves
    [Fact]
    public void A_parcel_moves_inside_the_collective_and_nowhere_else() => RightsLedger.Check("""
        household  王家  王梅 王强
        household  张家  张三
        outsider   李家  李四
        contract   王家  A B
        contract   张家  C
        moves-to-town 王家
        list       王家  A  12600        -> entered
        take       李家                  -> transferee-is-outsider
        take       王家                  -> own-listing
        take       张家                  -> entered
        register                         -> holder-has-not-consented
        consent    王梅                  -> entered
        consent    张三                  -> not-a-co-holder
        agree                            -> holder-has-not-consented
        consent    王强                  -> entered
        register                         -> issuer-has-not-consented
        agree                            -> entered
        register                         -> price-is-not-paid
        pay        张三  12600           -> not-a-co-holder
        pay        王梅  12000           -> amount-is-not-the-price
        pay        王梅  12600           -> entered
        holds      王家  A B
        register                         -> entered
        holds      王家  B
        holds      张家  A C
        paper      王家  current
        paper      张家  current
        register                         -> transfer-is-registered
        withdraw   王梅                  -> transfer-is-registered
        """);
    // end-snippet

    [Fact]
    public void Consent_is_withdrawn_until_the_entry_and_nothing_has_changed() => RightsLedger.Check("""
        household  王家  王梅 王强
        household  张家  张三
        contract   王家  A
        contract   张家  B
        list       王家  A  1            -> entered
        take       张家                  -> entered
        withdraw   王梅                  -> no-consent-to-withdraw
        consent    王梅                  -> entered
        consent    王梅                  -> consent-already-given
        consent    王强                  -> entered
        agree                            -> entered
        pay        王强  1               -> entered
        withdraw   王强                  -> entered
        withdraw   王强                  -> no-consent-to-withdraw
        register                         -> holder-has-not-consented
        holds      王家  A
        holds      张家  B
        paper      王家  first
        consent    王强                  -> entered
        register                         -> entered
        holds      王家  nothing
        holds      张家  A B
        paper      王家  void
        """);

    [Fact]
    public void A_household_without_land_gets_a_contract_and_a_first_certificate() => RightsLedger.Check("""
        household  王家  王梅
        household  张家  张三
        contract   王家  A B
        list       王家  A B  25200.50   -> entered
        take       张家                  -> entered
        consent    王梅                  -> entered
        agree                            -> entered
        pay        王梅  25200.50        -> entered
        register                         -> entered
        holds      王家  nothing
        holds      张家  A B
        paper      王家  void
        paper      张家  current
        list       王家  A  1            -> right-has-ended
        list       张家  A  1            -> entered
        take       王家                  -> entered
        consent    张三                  -> entered
        agree                            -> entered
        pay        张三  1               -> entered
        register                         -> entered
        holds      王家  A
        holds      张家  B
        """);

    [Fact]
    public void The_issuer_refuses_only_for_a_lawful_reason_and_may_still_agree() => RightsLedger.Check("""
        household  王家  王梅
        household  张家  张三
        contract   王家  A
        list       王家  A  1            -> entered
        take       张家                  -> entered
        consent    王梅                  -> entered
        refuse                           -> reason-is-not-lawful
        refuse     we-do-not-like-it     -> reason-is-not-lawful
        refuse     right-is-disputed     -> entered
        refuse     right-is-disputed     -> issuer-has-answered
        pay        王梅  1               -> issuer-has-not-consented
        agree                            -> entered
        agree                            -> issuer-has-answered
        refuse     right-is-disputed     -> issuer-has-answered
        pay        王梅  1               -> entered
        pay        王梅  1               -> payment-already-confirmed
        """);

    [Fact]
    public void A_parcel_is_offered_once_at_a_time_and_can_be_offered_again() => RightsLedger.Check("""
        household  王家  王梅
        household  张家  张三
        household  赵家  赵六
        contract   王家  A B
        list       王家  A  0            -> price-cannot-be-paid
        list       王家  A  1.005        -> price-cannot-be-paid
        list       王家  C  1            -> parcel-not-in-right C
        list       王家  A A  1          -> no-parcel-chosen
        list       王家  1               -> no-parcel-chosen
        list       王家  A  1            -> entered
        list       王家  B A  1          -> parcel-already-listed A
        withdraw   list 张家             -> not-of-the-household
        withdraw   list 王家             -> entered
        withdraw   list 王家             -> listing-is-closed
        take       张家                  -> listing-is-closed
        list       王家  A  2            -> entered
        take       张家                  -> entered
        take       赵家                  -> listing-is-taken
        withdraw   list 王家             -> listing-is-taken
        list       王家  A  3            -> parcel-already-listed A
        withdraw   transfer 赵家         -> not-of-the-household
        withdraw   transfer 张家         -> entered
        withdraw   transfer 王家         -> transfer-is-withdrawn
        consent    王梅                  -> transfer-is-withdrawn
        list       王家  A  3            -> entered
        holds      王家  A B
        """);
}
