package dev.steward.console.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.identity.Identity;
import dev.steward.registry.IdentityRegistry;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of identities in a spreadsheet. */
@QuarkusTest
class IdentityTableTest {

  private static final String TABLE = "Download as CSV";

  @Inject IdentityRegistry registry;
  @Inject Database database;

  private final String owner = Sample.person();
  private final Browser auditor = Browser.of(Sample.person(), "steward-auditor");

  /** So many that nobody answers for would be found by whoever counts orphans. */
  @AfterEach
  void noneOfThem() {
    database.update(
        "delete from identity where id in (select identity_id from identity_owner where person = ?)",
        owner);
  }

  @Test
  void isNarrowedAsItsListIs() {
    Identity mine = register(owner);
    register(Sample.person());
    Page page = auditor.open("/console/identities?owner=user-" + owner + "&kind=ai-agent");

    assertThat(lines(auditor, table(page)))
        .satisfiesExactly(
            heads -> assertThat(heads).startsWith("identity,version,userName,"),
            line ->
                assertThat(line)
                    .startsWith(mine.id() + ",1," + mine.profile().userName() + ",")
                    .contains(
                        ",ai-agent,",
                        ",good,",
                        "(Owner, has not said yes)",
                        ",client_credentials,"));
    assertThat(auditor.open("/console/identities/table.csv?tier=none").status()).isEqualTo(400);
  }

  @Test
  void hasForOwnersOnlyWhatTheyAnswerFor() {
    Identity mine = register(owner);
    register(Sample.person());

    assertThat(lines(Browser.of(owner), "/console/identities/table.csv"))
        .satisfiesExactly(
            heads -> assertThat(heads).startsWith("identity,"),
            line -> assertThat(line).startsWith(mine.id().toString()));
  }

  @Test
  void hasEachOnceAlsoWhereThePagesShowOnlyThoseThatBeginSo() {
    Set<String> ids = new HashSet<>();
    Stream.generate(() -> register(owner))
        .limit(1_001)
        .forEach(identity -> ids.add(identity.id().toString()));
    Page page = auditor.open("/console/identities?q=matcher&owner=user-" + owner);

    assertThat(page.texts(".st-total")).first().asString().startsWith("More than 1,000");
    assertThat(lines(auditor, table(page)).stream().skip(1).map(line -> line.split(",", 2)[0]))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void isNotOfferedWhereNothingIsFound() {
    assertThat(table(auditor.open("/console/identities?owner=nobody-at-all"))).isEmpty();
  }

  private static String table(Page page) {
    return page.html().select("main a:contains(" + TABLE + ")").attr("href");
  }

  private static List<String> lines(Browser browser, String table) {
    return browser.open(table).html().wholeText().lines().toList();
  }

  private Identity register(String owner) {
    return registry.register(Sample.agent(owner), Sample.PROVISIONER).identity();
  }
}
