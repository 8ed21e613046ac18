package dev.steward.console.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.database.Database;
import dev.steward.delivery.Reconciler;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of clients that nobody registered. */
@QuarkusTest
class ShadowPageTest {

  private static final String LIST = "form[action='/console/shadows/adoptions/preview']";
  private static final String PREVIEW = "form[action='/console/shadows/adoptions']";

  @Inject Reconciler reconciler;
  @Inject Database database;

  private final String name = "billing-" + UUID.randomUUID().toString().substring(0, 8);
  private final String owner = Sample.person();
  private final Browser security = Browser.of(Sample.person(), "steward-security");
  private String client = "";

  @BeforeEach
  void meetAShadow() {
    Realm realm = new Realm();
    KeycloakDouble.running().gate(realm);
    client =
        realm.client(name, Map.of("serviceAccountRoles", List.of("realm-management:manage-users")));
    reconciler.run();
  }

  @AfterEach
  void returnToCalm() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void showsWhatItIsAndWhatItCanDo() {
    Page page = security.open("/console/shadows?name=" + name);

    assertThat(page.texts("tbody tr"))
        .singleElement()
        .asString()
        .contains(name)
        .contains("client_credentials")
        .contains("never seen");
  }

  @Test
  void findsNoneByAnotherName() {
    assertThat(security.open("/console/shadows?name=nothing-like-it").texts("h2"))
        .contains("No shadows here");
  }

  @Test
  void refusesAFlagThatIsNone() {
    assertThat(security.open("/console/shadows?flag=striped").status()).isEqualTo(400);
  }

  @Test
  void opensInASpreadsheet() {
    assertThat(security.open("/console/shadows/table.csv").html().wholeText()).contains(name);
  }

  @Test
  void asksNobodyBeforeThePreviewWasConfirmed() {
    Page preview = preview(Map.of("owners", "user-" + owner, "tier", "high"));

    assertThat(preview.texts("tbody tr"))
        .singleElement()
        .asString()
        .contains(name)
        .contains("high risk")
        .contains("user-" + owner);
    assertThat(adoptions()).isZero();
  }

  @Test
  void asksThemOnceHoweverOftenOneClicks() {
    Page preview = preview(Map.of("owners", "user-" + owner));

    Page first = confirmed(preview);
    Page second = confirmed(preview);

    assertThat(first.html().text()).contains("1 done, 0 unchanged, 0 refused");
    assertThat(second.address()).isEqualTo(first.address());
    assertThat(second.html().text()).contains("1 done, 0 unchanged, 0 refused");
    assertThat(adoptions()).isEqualTo(1);
  }

  @Test
  void saysWhyOneCannotBeAdopted() {
    Page preview = preview(Map.of("owners", "nobody-at-all"));

    assertThat(preview.texts("tbody tr"))
        .singleElement()
        .asString()
        .contains("refused:")
        .contains("nobody-at-all");
    assertThat(preview.html().select(PREVIEW)).isEmpty();
  }

  @Test
  void offersAuditorsNothingToDoAndTakesNothingFromThem() {
    Page preview = preview(Map.of("owners", "user-" + owner));
    Browser auditor = Browser.of(Sample.person(), "steward-auditor");

    assertThat(
            auditor
                .open("/console/shadows?name=" + name)
                .html()
                .select("main form[method=post], main input[name=client]"))
        .isEmpty();
    assertThat(auditor.submitTicked(preview, PREVIEW, "client", List.of(), Map.of()).status())
        .isEqualTo(403);
    assertThat(adoptions()).isZero();
  }

  private Page preview(Map<String, String> fields) {
    return security.submitTicked(
        security.open("/console/shadows?name=" + name), LIST, "client", List.of(client), fields);
  }

  private Page confirmed(Page preview) {
    return security.submitTicked(preview, PREVIEW, "client", List.of(), Map.of());
  }

  private long adoptions() {
    return database.number("select count(*) from adoption where client_uuid = ?", client);
  }
}
