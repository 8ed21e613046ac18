package dev.steward.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseTest {

  @Inject Database database;

  private final UUID group = UUID.randomUUID();

  @Test
  void countsInDaysOfUtcWhereverTheServiceRuns() {
    assertThat(database.first("show time zone", row -> row.text("TimeZone"))).contains("UTC");
  }

  @Test
  void makesSeveralChangesTogether() {
    assertThat(database.together(List.of(added(), joined("ada"), joined("bo"), left("nobody"))))
        .containsExactly(1, 1, 1, 0);

    assertThat(members()).containsExactly("ada", "bo");
  }

  @Test
  void makesNoneOfThemWhenOneIsRefused() {
    assertThatThrownBy(
            () -> database.together(List.of(added(), joined("ada"), joined("ada"), joined("bo"))))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            refused -> {
              assertThat(refused.breaks("scim_group_member_pkey")).isTrue();
              assertThat(refused.breaks("scim_group_pkey")).isFalse();
            });

    assertThat(members()).isEmpty();
    assertThat(database.number("select count(*) from scim_group where id = ?", group)).isZero();
  }

  @Test
  void makesThemPartOfTheTransactionTheyComeIn() {
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          database.together(List.of(added(), joined("ada")));
                          throw new IllegalStateException("something else failed");
                        }))
        .hasMessage("something else failed");

    assertThat(members()).isEmpty();
  }

  @Test
  void plansByValuesHoweverOftenItIsAsked() {
    Set<String> modes = new HashSet<>();
    for (int time = 0; time < 200; time++) {
      modes.addAll(
          database.list(
              "select current_setting('plan_cache_mode') as mode where ? > 0",
              row -> row.text("mode"),
              1));
    }

    assertThat(modes).containsExactly("force_custom_plan");
  }

  private Statement added() {
    return Statement.of(
        """
        insert into scim_group (id, version, display_name, external_id, created, modified)
        values (?, 1, ?, ?, now(), now())""",
        group,
        "Looms",
        null);
  }

  private Statement joined(String member) {
    return Statement.of(
        "insert into scim_group_member (group_id, member, type) values (?, ?, 'USER')",
        group,
        member);
  }

  private Statement left(String member) {
    return Statement.of(
        "delete from scim_group_member where group_id = ? and member = ?", group, member);
  }

  private List<String> members() {
    return database.list(
        "select member from scim_group_member where group_id = ? order by place",
        row -> row.text("member"),
        group);
  }
}
