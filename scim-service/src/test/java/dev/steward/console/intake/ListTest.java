package dev.steward.console.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.delivery.Reconciler;
import dev.steward.testing.Browser;
import dev.steward.testing.Browser.Page;
import dev.steward.testing.KeycloakDouble;
import dev.steward.testing.KeycloakDouble.Gate;
import dev.steward.testing.Realm;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list of clients and owners, brought by an administrator. */
@QuarkusTest
class ListTest {

  private static final String LISTS = "/console/shadows/lists";
  private static final String PREVIEW = "form[action='/console/shadows/lists']";

  @Inject Reconciler reconciler;

  private final String client = "payroll-" + UUID.randomUUID().toString().substring(0, 8);
  private final String owner = Sample.person();
  private final Browser admin = Browser.of(Sample.person(), "steward-admin");

  @BeforeEach
  void meetAClient() {
    Realm realm = new Realm();
    KeycloakDouble.running().gate(realm);
    KeycloakDouble.running().person(owner, true);
    realm.client(client, Map.of());
    reconciler.run();
  }

  @AfterEach
  void returnToCalm() {
    KeycloakDouble.running().gate(Gate.HOLDING);
  }

  @Test
  void isTakenInOnceAfterAPreviewOfEachRow() {
    Page preview = brought(list());

    assertThat(preview.heading()).isEqualTo("A list: what would happen");
    assertThat(preview.texts("tbody tr"))
        .satisfiesExactly(
            row -> assertThat(row).contains("nobody-has-this", "3", "refused"),
            row -> assertThat(row).contains(client, "2", "its owners are asked"));
    assertThat(preview.texts(".st-note")).singleElement().asString().contains("Cost centre");
    assertThat(Browser.of(owner).open("/console/work").texts("tbody th")).isEmpty();

    Page done = admin.submit(preview, PREVIEW, Map.of());
    Page again = admin.submit(preview, PREVIEW, Map.of());

    assertThat(done.html().text()).contains("1 done, 0 unchanged, 1 refused");
    assertThat(again.address()).isEqualTo(done.address());
    assertThat(Browser.of(owner).open("/console/work").texts("tbody th"))
        .singleElement()
        .asString()
        .contains(client);
  }

  @Test
  void isRefusedWithTheReasonBesideTheForm() {
    Page refused = brought("colour;size\nred;3\n");

    assertThat(refused.address().getPath()).isEqualTo(LISTS);
    assertThat(refused.texts("[role=alert]"))
        .singleElement()
        .asString()
        .contains("column is headed clientId or name");
    assertThat(refused.html().select("form[enctype='multipart/form-data']")).hasSize(1);
  }

  @Test
  void isMissedWhereNeitherAFileNorRowsWereGiven() {
    assertThat(pasted(" ").texts("[role=alert]"))
        .singleElement()
        .asString()
        .contains("Choose a file, or paste the rows");
  }

  @Test
  void isNoWorkbook() {
    assertThat(brought("PK\u0003\u0004 sheet1.xml").texts("[role=alert]"))
        .singleElement()
        .asString()
        .contains("a workbook and no CSV", "CSV UTF-8");
  }

  @Test
  void tellsHowWhatIsRefusedIsMended() {
    assertThat(brought(list()).texts("main > p").toString()).contains("bring it again");
    assertThat(
            brought("clientId,owner\n%s,%s@example.org\n".formatted(client, owner))
                .texts("main > p"))
        .isEmpty();
  }

  @Test
  void isThereAgainForWhoeverComesBackFromThePreview() {
    Page preview = pasted(list());

    Page form = admin.open(preview.html().select("a[data-back]").attr("href"));

    assertThat(form.address().getPath()).isEqualTo(LISTS);
    assertThat(form.html().select("textarea[name=typed]").val()).isEqualTo(list().strip());
  }

  @Test
  void isForThoseOnlyWhoMayAdopt() {
    Browser auditor = Browser.of(Sample.person(), "steward-auditor");

    assertThat(auditor.open(LISTS).status()).isEqualTo(403);
    assertThat(auditor.open("/console/shadows").html().select("a[href='" + LISTS + "']")).isEmpty();
    assertThat(admin.open("/console/shadows").html().select("a[href='" + LISTS + "']")).hasSize(1);
    assertThat(Browser.of(owner).open(LISTS).status()).isEqualTo(403);
  }

  private Page pasted(String list) {
    admin.open(LISTS);
    return admin.paste(LISTS + "/preview", "typed", list);
  }

  private Page brought(String list) {
    admin.open(LISTS);
    return admin.upload(
        LISTS + "/preview", "list", "cmdb.csv", list.getBytes(StandardCharsets.UTF_8));
  }

  private String list() {
    return """
    Client ID;Owner e-mail;Cost centre
    %s;%s@example.org;4711
    nobody-has-this;%s@example.org;4712
    """
        .formatted(client, owner, owner);
  }
}
