package dev.steward.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Standing;
import dev.steward.identity.Validity;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Not;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Selection;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The database finds who is in a standing as the domain derives it. */
@QuarkusTest
class StandingAtTest {

  private static final Instant FAR = Instant.parse("2090-01-01T00:00:00Z");

  @Inject IdentityRegistry registry;
  @Inject Database database;

  @Test
  void saysOfEveryKindOfIdentityWhatTheDomainSays() {
    Identity approved = register(Validity.OPEN, true);
    Instant end = approved.cadence().graceFrom(approved.lastReviewed()).minus(Duration.ofDays(20));
    Identity ending = register(new Validity(null, end, true), true);
    for (Identity identity :
        List.of(
            approved,
            ending,
            register(new Validity(FAR, null, false), true),
            register(Validity.OPEN, false),
            changed(register(Validity.OPEN, true), new Change.Suspend("test")),
            changed(register(Validity.OPEN, true), new Change.Revoke("test")))) {
      Instant grace = identity.cadence().graceFrom(identity.lastReviewed());
      for (int day = -60; day <= 20; day += 9) {
        assertAgreement(identity, grace.plus(Duration.ofDays(day)));
      }
      assertAgreement(identity, grace.minusMillis(1));
      assertAgreement(identity, identity.cadence().brownoutFrom(identity.lastReviewed()));
      assertAgreement(identity, identity.goodUntil().minusMillis(1));
      assertAgreement(identity, identity.goodUntil());
    }
  }

  private void assertAgreement(Identity identity, Instant moment) {
    for (Standing standing : Standing.values()) {
      boolean holds = identity.standing(moment) == standing;
      Condition is = new Compare(Attribute.STANDING, Operator.EQUAL, standing);
      Condition isNot = new Compare(Attribute.STANDING, Operator.NOT_EQUAL, standing);
      assertThat(found(identity, is, moment))
          .as("%s at %s is %s", identity.intent(), moment, standing)
          .isEqualTo(holds);
      assertThat(found(identity, isNot, moment)).isEqualTo(!holds);
      assertThat(found(identity, new Not(is), moment)).isEqualTo(!holds);
    }
  }

  private boolean found(Identity identity, Condition standing, Instant moment) {
    Condition asked =
        new All(
            List.of(
                new Compare(Attribute.ID, Operator.EQUAL, identity.id().value()),
                new StandingAt(moment).in(standing)));
    return new Selection("identity", UUID.class, asked).count(database) == 1;
  }

  private Identity register(Validity validity, boolean approved) {
    Change.Register agent = Sample.agent(Sample.person(), null);
    return registry
        .register(
            new Change.Register(
                agent.id(),
                agent.profile(),
                agent.client(),
                agent.owners(),
                agent.cadence(),
                agent.controls(),
                validity,
                agent.allowance(),
                approved),
            Sample.PROVISIONER)
        .identity();
  }

  private Identity changed(Identity identity, Change change) {
    return registry.change(identity.id(), null, List.of(change), Sample.PROVISIONER).identity();
  }
}
