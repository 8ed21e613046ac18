package dev.steward.registry;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.registry.ControlCoverage.Coverage;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ControlCoverageTest {

  private static final ControlLink LINK = ControlLink.of("iso42001:A.3.2");

  @Inject IdentityRegistry registry;
  @Inject ControlCoverage coverage;

  @AfterEach
  void returnToThePresent() {
    travel("PT0S");
  }

  @Test
  void tellsReviewedAndLinkedApart() {
    Coverage before = counted();

    linked(true);
    linked(false);

    Coverage after = counted();
    assertThat(after.linked()).isEqualTo(before.linked() + 2);
    assertThat(after.reviewed()).isEqualTo(before.reviewed() + 1);
    assertThat(after.open()).isEqualTo(before.open() + 1);
  }

  @Test
  void losesAReviewWhenTheNextOneIsOverdue() {
    linked(true);
    assertThat(counted().reviewed()).isPositive();

    travel("P91D");

    assertThat(counted().reviewed()).isZero();
  }

  @Test
  void forgetsTheRevoked() {
    Identity identity = linked(true);
    Coverage before = counted();

    registry.change(
        identity.id(), null, List.of(new Change.Revoke("not needed")), Sample.PROVISIONER);

    assertThat(counted().linked()).isEqualTo(before.linked() - 1);
  }

  private Coverage counted() {
    coverage.run();
    return coverage.of(LINK);
  }

  private Identity linked(boolean approved) {
    return registry
        .register(Sample.linked(LINK, approved, Sample.agent(Sample.person())), Sample.PROVISIONER)
        .identity();
  }
}
