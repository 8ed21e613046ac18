package dev.steward.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.identity.Change;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Kind;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TallyTest {

  private static final Set<Kind> AGENTS = Set.of(Kind.AI_AGENT);

  @Inject IdentityRegistry registry;
  @Inject Tally tally;
  @Inject Database database;

  @Test
  void knowsHowManyThereAreAfterEveryChange() {
    Identity one = register();
    Identity other = register();
    long before = tally.of(AGENTS);
    assertThat(before).isEqualTo(counted());

    change(one, new Change.Suspend("an incident"));
    assertThat(tally.of(AGENTS)).isEqualTo(before);

    change(one, new Change.Revoke("no longer needed"));
    assertThat(tally.of(AGENTS)).isEqualTo(before - 1).isEqualTo(counted());

    database.update("delete from identity where id = ?", one.id().value());
    database.update("delete from identity where id = ?", other.id().value());
    assertThat(tally.of(AGENTS)).isEqualTo(before - 2).isEqualTo(counted());
  }

  @Test
  void keepsTheSumWhenItSumsUp() {
    register();
    register();
    long before = tally.of(AGENTS);

    tally.run();

    assertThat(tally.of(AGENTS)).isEqualTo(before).isEqualTo(counted());
    assertThat(database.number("select count(*) from identity_tally where kind = 'AI_AGENT'"))
        .isEqualTo(1);
  }

  private Identity register() {
    return registry.register(Sample.agent(Sample.person()), Sample.PROVISIONER).identity();
  }

  private void change(Identity identity, Change change) {
    registry.change(identity.id(), null, List.of(change), Sample.PROVISIONER);
  }

  private long counted() {
    return database.number(
        "select count(*) from identity where kind = 'AI_AGENT' and intent <> 'REVOKED'");
  }
}
