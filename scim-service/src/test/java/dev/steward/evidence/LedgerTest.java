package dev.steward.evidence;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.steward.database.Database;
import dev.steward.identity.Actor;
import dev.steward.ledger.BrokenCheckpointException;
import dev.steward.ledger.Checkpoint;
import dev.steward.ledger.ConsistencyProof;
import dev.steward.ledger.Hash;
import dev.steward.ledger.InclusionProof;
import dev.steward.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LedgerTest {

  private static final Actor TESTER = Actor.system("test");

  @Inject Ledger ledger;
  @Inject Sealer sealer;
  @Inject LedgerKey key;
  @Inject Database database;

  @Test
  void isWrittenOnlyInTheTransactionOfWhatItExplains() {
    assertThatThrownBy(() -> ledger.append(TESTER, "Nothing", null, 0, Map.of()))
        .isInstanceOf(TransactionalException.class);
  }

  @Test
  void forgetsWhatWasRolledBack() {
    String event = event();

    QuarkusTransaction.begin();
    ledger.append(TESTER, event, null, 0, Map.of());
    QuarkusTransaction.rollback();

    assertThat(count("event = ?", event)).isZero();
  }

  @Test
  void givesEveryEntryOnePlaceWhileManyWriteAndTwoSeal() throws Exception {
    int writers = 4;
    int each = 60;
    String event = event();
    var written = new CountDownLatch(writers);
    List<Callable<Void>> work = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      work.add(
          () -> {
            for (int i = 0; i < each; i++) {
              append(event);
            }
            written.countDown();
            return null;
          });
    }
    for (int racing = 0; racing < 2; racing++) {
      work.add(
          () -> {
            while (written.getCount() > 0) {
              sealer.seal();
            }
            return null;
          });
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    }
    sealer.seal();

    assertThat(count("event = ? and position is not null", event)).isEqualTo((long) writers * each);
    assertThat(count("position is not null"))
        .isEqualTo(database.number("select max(position) + 1 from ledger_entry"))
        .isEqualTo(database.number("select max(size) from checkpoint"));
    verify().then().body("valid", equalTo(true));
  }

  @Test
  void keepsTheOrderOfCommitsOfOneWriter() {
    String event = event();
    for (int i = 0; i < 20; i++) {
      append(event);
    }
    sealer.seal();

    assertThat(
            database.list(
                "select seq from ledger_entry where event = ? order by position",
                row -> row.number("seq"),
                event))
        .isSorted()
        .hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger_entry set text = replace(text, '\"n\"', '\"m\"')",
        "update ledger_entry set text = replace(text, '\"n\"', '\"m\"'), position = 1000000000",
        "update ledger_entry set id = gen_random_uuid()",
        "update ledger_entry set id = gen_random_uuid(), position = 1000000000",
        "update ledger_entry set seq = default",
        "update ledger_entry set position = null",
        "delete from ledger_entry"
      })
  void refusesToRewriteItself(String rewriting) {
    String event = event();
    append(event);
    refuses(rewriting + " where event = '" + event + "'");
    sealer.seal();
    refuses(rewriting + " where event = '" + event + "'");
    refuses("update ledger_entry set position = 1000000000 where event = '" + event + "'");
  }

  private void refuses(String rewriting) {
    assertThatThrownBy(() -> database.update(rewriting))
        .hasMessageContaining("the ledger only grows");
  }

  @Test
  void tellsWhichEntrySomebodyEditedPastIt() {
    String event = event();
    append(event);
    append(event);
    sealer.seal();
    long position =
        database.number("select min(position) from ledger_entry where event = ?", event);
    String renamed = event.replace("Event", "Other");

    edit(event, renamed);
    try {
      verify()
          .then()
          .body("valid", equalTo(false))
          .body("flaw", equalTo("ALTERED"))
          .body("position", org.hamcrest.Matchers.lessThanOrEqualTo((int) position));
    } finally {
      edit(renamed, event);
    }
    verify().then().body("valid", equalTo(true));
  }

  @Test
  void isReadInPagesByIdentityAndEvent() {
    String event = event();
    for (int i = 0; i < 5; i++) {
      append(event);
    }
    sealer.seal();

    JsonPath first = page(event, "");
    JsonPath second = page(event, "&from=" + first.getLong("next"));

    assertThat(first.getList("entries")).hasSize(3);
    assertThat(second.getList("entries")).hasSize(2);
    assertThat(second.<Object>get("next")).isNull();
    assertThat(first.getString("entries[0].event")).isEqualTo(event);
    assertThat(first.getString("entries[0].actor.subject")).isEqualTo("test");
  }

  @Test
  void provesThatAnEntryIsInItAndThatItOnlyGrew() throws BrokenCheckpointException {
    append(event());
    sealer.seal();
    Checkpoint earlier = checkpoint();
    append(event());
    append(event());
    sealer.seal();
    Checkpoint later = checkpoint();
    long position = later.size() - 1;

    JsonPath inclusion = read("/ledger/proofs/inclusion?position=" + position);
    JsonPath consistency = read("/ledger/proofs/consistency?from=" + earlier.size());
    String leaf = read("/ledger?from=" + position).getString("entries[0].leaf");

    assertThat(
            new InclusionProof(position, later.size(), hashes(inclusion))
                .proves(Hash.ofHex(leaf), later))
        .isTrue();
    assertThat(
            new ConsistencyProof(earlier.size(), later.size(), hashes(consistency))
                .proves(earlier, later))
        .isTrue();
  }

  @Test
  void refusesQuestionsItDoesNotUnderstand() {
    for (String query :
        List.of(
            "?limit=none", "?limit=0", "?limit=99999", "?from=-1", "?identity=me", "?event=%00")) {
      given()
          .urlEncodingEnabled(false)
          .auth()
          .oauth2(auditor())
          .get("/ledger" + query)
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
  }

  private void append(String event) {
    QuarkusTransaction.requiringNew()
        .run(() -> ledger.append(TESTER, event, null, 0, Map.of("n", 1)));
  }

  private void edit(String from, String to) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              database.update("alter table ledger_entry disable trigger ledger_only_grows");
              database.update(
                  "update ledger_entry set text = replace(text, ?, ?) where event = ?",
                  from,
                  to,
                  from);
              database.update("alter table ledger_entry enable trigger ledger_only_grows");
            });
  }

  private Checkpoint checkpoint() throws BrokenCheckpointException {
    return key.verifier()
        .open(
            given()
                .auth()
                .oauth2(auditor())
                .get("/ledger/checkpoint")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .extract()
                .asString());
  }

  private static List<Hash> hashes(JsonPath proof) {
    return proof.<String>getList("path").stream().map(Hash::ofBase64).toList();
  }

  private static JsonPath page(String event, String more) {
    return read("/ledger?limit=3&event=" + event + more);
  }

  private static JsonPath read(String path) {
    return given().auth().oauth2(auditor()).get(path).then().statusCode(200).extract().jsonPath();
  }

  private static io.restassured.response.Response verify() {
    return given().auth().oauth2(auditor()).get("/ledger/verify");
  }

  private static String auditor() {
    return Tokens.person("carol", "evidence:read");
  }

  private long count(String where, Object... parameters) {
    return database.number("select count(*) from ledger_entry where " + where, parameters);
  }

  private static String event() {
    return "Event-" + UUID.randomUUID();
  }
}
