package dev.steward.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.database.Database;
import dev.steward.identity.Autonomy;
import dev.steward.identity.Change;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Declaration;
import dev.steward.identity.Digest;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Particulars;
import dev.steward.identity.Particulars.Protocol;
import dev.steward.identity.Profile;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeclarationTest {

  private static final Protocol CARD = new Protocol("A2A", "https://agents.example/card.json");
  private static final Protocol TOOLS = new Protocol("MCP-Server", null);

  @Inject IdentityRegistry registry;
  @Inject Identities identities;
  @Inject Database database;

  @Test
  void isKeptAsItWasMade() {
    Identity parent = agent(null);
    var declared =
        new Declaration(
            Autonomy.SUPERVISED,
            Digest.of("sha256:" + "ab".repeat(32)),
            Digest.of("sha384:" + "cd".repeat(48)),
            Digest.of("sha512:" + "ef".repeat(64)),
            parent.id(),
            new Particulars("assistant", "urn:agent:7", List.of(CARD, TOOLS), List.of()));

    Identity identity = register(Kind.AI_AGENT, declared);

    assertThat(found(identity).profile().declaration()).isEqualTo(declared);
    declare(identity, Declaration.NONE);
    assertThat(found(identity).profile().declaration()).isEqualTo(Declaration.NONE);
  }

  @Test
  void isInTheLedgerAsFarAsItChanges() {
    Identity identity = agent(null);
    var particulars = new Particulars(null, null, List.of(TOOLS), List.of());

    declare(
        identity,
        new Declaration(
            Autonomy.BOUNDED,
            Digest.of("sha256:" + "ab".repeat(32)),
            null,
            null,
            null,
            particulars));
    declare(identity, new Declaration(null, null, null, null, null, particulars));

    assertThat(entries(identity))
        .hasSize(3)
        .satisfies(
            texts -> {
              assertThat(texts.get(0)).doesNotContain("autonomy", "protocols", "parent");
              assertThat(texts.get(1))
                  .contains("\"autonomy\":\"BOUNDED\"")
                  .contains("\"modelDigest\":\"sha256:abab")
                  .contains("\"protocols\":[{\"type\":\"MCP-Server\"}]");
              assertThat(texts.get(2))
                  .contains("\"removed\":[\"autonomy\",\"modelDigest\"]")
                  .doesNotContain("protocols");
            });
  }

  @Test
  void isOfBoundedLength() {
    var many = new ArrayList<Protocol>();
    for (int i = 0; i <= 20; i++) {
      many.add(new Protocol("type " + i, null));
    }
    for (Particulars particulars :
        List.of(
            new Particulars("x".repeat(257), null, List.of(), List.of()),
            new Particulars(null, "x".repeat(257), List.of(), List.of()),
            new Particulars(null, "\0", List.of(), List.of()),
            new Particulars(null, null, many, List.of()),
            new Particulars(null, null, List.of(new Protocol("x".repeat(257), null)), List.of()))) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  register(
                      Kind.AI_AGENT, new Declaration(null, null, null, null, null, particulars)));
    }
  }

  @Nested
  class AParent {

    @Test
    void isAnAgentThatIsThere() {
      Identity gone = agent(null);
      revoke(gone);
      Identity account = register(Kind.SERVICE_ACCOUNT, Declaration.NONE);

      for (Id nobody : List.of(new Id(UUID.randomUUID()), gone.id(), account.id())) {
        refused(() -> agent(nobody), "there is no agent " + nobody);
      }
    }

    @Test
    void isOfAgentsOnly() {
      Identity parent = agent(null);

      refused(() -> register(Kind.SERVICE_ACCOUNT, under(parent.id())), "only agents");
      refused(() -> register(Kind.WORKLOAD, under(parent.id())), "only agents");
    }

    @Test
    void isNeverBelowItsChild() {
      Identity first = agent(null);
      Identity second = agent(first.id());
      Identity third = agent(second.id());

      refused(() -> declare(first, under(first.id())), "its own parent");
      refused(() -> declare(first, under(second.id())), "stands above");
      refused(() -> declare(first, under(third.id())), "stands above");
      assertThat(found(first)).isEqualTo(first);
    }

    @Test
    void isNeverBelowItsChildWhenTwoChangesMeet() throws Exception {
      for (int round = 0; round < 5; round++) {
        Identity one = agent(null);
        Identity other = agent(null);
        List<Callable<Boolean>> changes =
            List.of(() -> accepted(one, other), () -> accepted(other, one));
        int accepted = 0;
        try (var pool = Executors.newFixedThreadPool(2)) {
          for (var change : pool.invokeAll(changes)) {
            accepted += change.get() ? 1 : 0;
          }
        }
        assertThat(accepted).isEqualTo(1);
      }
    }

    @Test
    void standsInALineOfTenAtMost() {
      List<Identity> line = line(Ancestry.DEEPEST);

      refused(() -> agent(line.getLast().id()), "at most 10");
      Identity headOfThree = line(3).getFirst();
      refused(() -> declare(headOfThree, under(line.get(7).id())), "at most 10");
      declare(headOfThree, under(line.get(6).id()));
      assertThat(found(headOfThree).profile().declaration().parent()).isEqualTo(line.get(6).id());
    }

    @Test
    void mayGoWithoutHarmToItsChildren() {
      Identity parent = agent(null);
      Identity child = agent(parent.id());

      revoke(parent);
      registry.change(child.id(), null, List.of(new Change.Suspend("x")), Sample.PROVISIONER);
      declare(
          child,
          new Declaration(Autonomy.ASSISTED, null, null, null, parent.id(), Particulars.NONE));

      assertThat(found(child).profile().declaration().parent()).isEqualTo(parent.id());
      assertThat(found(child).version()).isEqualTo(3);
    }

    private boolean accepted(Identity child, Identity parent) {
      try {
        declare(child, under(parent.id()));
        return true;
      } catch (ChangeRefused e) {
        return false;
      }
    }

    /** So many agents, each the parent of the next. */
    private List<Identity> line(int many) {
      List<Identity> line = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        line.add(agent(line.isEmpty() ? null : line.getLast().id()));
      }
      return Collections.unmodifiableList(line);
    }

    private void refused(ThrowingCallable change, String words) {
      assertThatThrownBy(change)
          .isInstanceOfSatisfying(
              ChangeRefused.class,
              refused -> assertThat(refused.rule()).isEqualTo(Rule.NOT_A_PARENT))
          .hasMessageContaining(words);
    }
  }

  private Identity agent(@Nullable Id parent) {
    return register(Kind.AI_AGENT, under(parent));
  }

  private static Declaration under(@Nullable Id parent) {
    return new Declaration(null, null, null, null, parent, Particulars.NONE);
  }

  private Identity register(Kind kind, Declaration declaration) {
    Change.Register agent = Sample.agent(Sample.person(), null);
    return registry
        .register(
            new Change.Register(
                agent.id(),
                declaring(agent.profile(), kind, declaration),
                agent.client(),
                agent.owners(),
                agent.cadence(),
                agent.controls(),
                agent.validity(),
                agent.allowance(),
                agent.approved()),
            Sample.PROVISIONER)
        .identity();
  }

  private void declare(Identity identity, Declaration declaration) {
    registry.change(
        identity.id(),
        null,
        List.of(
            new Change.Describe(
                declaring(identity.profile(), identity.profile().kind(), declaration),
                identity.client(),
                identity.cadence(),
                identity.controls(),
                identity.validity(),
                identity.allowance())),
        Sample.PROVISIONER);
  }

  private static Profile declaring(Profile profile, Kind kind, Declaration declaration) {
    return new Profile(
        kind,
        profile.userName(),
        profile.externalId(),
        profile.displayName(),
        profile.description(),
        profile.purpose(),
        profile.environment(),
        profile.riskTier(),
        declaration);
  }

  private void revoke(Identity identity) {
    registry.change(identity.id(), null, List.of(new Change.Revoke("over")), Sample.PROVISIONER);
  }

  private Identity found(Identity identity) {
    return identities.find(identity.id()).orElseThrow().identity();
  }

  private List<String> entries(Identity identity) {
    return database.list(
        "select text from ledger_entry where identity_id = ? order by seq",
        row -> row.text("text"),
        identity.id().value());
  }
}
