package dev.steward.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Standing;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PopulationTest {

  @Inject IdentityRegistry registry;
  @Inject Population population;
  @Inject Clock clock;

  @Test
  void knowsHowManyAreAlikeInStandingTierAndKind() {
    population.run();
    long good = found(Standing.GOOD);
    long suspended = found(Standing.SUSPENDED);

    register();
    Identity stopped = register();
    registry.change(
        stopped.id(), null, List.of(new Change.Suspend("an incident")), Sample.PROVISIONER);
    population.run();

    assertThat(found(Standing.GOOD)).isEqualTo(good + 1);
    assertThat(found(Standing.SUSPENDED)).isEqualTo(suspended + 1);
  }

  @Test
  void tellsWhenItWasCounted() {
    var before = clock.instant();

    population.run();

    assertThat(population.countedAt().orElseThrow()).isAfterOrEqualTo(before);
  }

  private long found(Standing standing) {
    return population.parts().stream()
        .filter(part -> part.standing() == standing)
        .filter(part -> part.tier() == RiskTier.MEDIUM && part.kind() == Kind.AI_AGENT)
        .mapToLong(Population.Part::found)
        .sum();
  }

  private Identity register() {
    return registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
  }
}
