package dev.steward.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.steward.identity.Identity.Client;
import dev.steward.permit.Permit;
import dev.steward.permit.Permits;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every permit survives the way to text and back. */
class PermitClaimsProperties {

  @Property
  void everyPermitIsReadBackFromItsClaims(@ForAll("permits") Permit permit)
      throws BrokenSealException {
    Payload written = new Payload(new Payload(PermitClaims.of(permit)).toString());

    assertThat(PermitClaims.read(written.toJSONObject())).isEqualTo(permit);
  }

  @Property(tries = 100)
  void everyPermitIsOpenedFromItsSeal(@ForAll("permits") Permit permit)
      throws BrokenSealException, JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();

    assertThat(PermitSeal.trusting(new JWKSet(key)).open(PermitSeal.seal(permit, key)))
        .isEqualTo(permit);
  }

  @Provide
  Arbitrary<Permit> permits() {
    return Combinators.combine(Permits.any(), names(), names())
        .as(
            (permit, realm, client) ->
                new Permit(
                    permit.identity(),
                    permit.kind(),
                    new Client(realm, client),
                    permit.version(),
                    permit.intent(),
                    permit.goodUntil(),
                    permit.ending(),
                    permit.reviewDue(),
                    permit.graceFrom(),
                    permit.brownout(),
                    permit.grants(),
                    permit.scopes(),
                    permit.longestToken()));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars('\u00fc', '\u2028', '\u4e2d', '\t')
        .ofMinLength(1)
        .ofMaxLength(40);
  }
}
