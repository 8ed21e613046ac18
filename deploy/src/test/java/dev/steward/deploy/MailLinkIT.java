package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Somebody is asked by mail, opens the link in it, signs in and says yes. */
@TestInstance(Lifecycle.PER_CLASS)
class MailLinkIT {

  private static final String GOVERNANCE =
      "urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity";
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Pattern LINK = Pattern.compile("http\\S+");

  private final RunningStack stack = RunningStack.get();
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String name = "letter-" + run;

  /** Nobody asked about anything else: a letter names twenty matters at most. */
  private final String person = "reader-" + run;

  @BeforeAll
  void theSiteHasAMailServer() {
    mail.start();
    stack.arrives(person);
    stack.restartService(
        List.of(
            "STEWARD_NOTICE_MAIL=true",
            "STEWARD_NOTICE_SITE=" + stack.site().service(),
            "STEWARD_NOTICE_LOOK_EVERY=PT1S",
            "QUARKUS_MAILER_HOST=127.0.0.1",
            "QUARKUS_MAILER_PORT=" + mail.getSmtp().getPort(),
            "QUARKUS_MAILER_FROM=steward@example.org",
            "QUARKUS_MAILER_TLS=false",
            "QUARKUS_MAILER_START_TLS=DISABLED"));
  }

  @AfterAll
  void theSiteIsAsBefore() {
    stack.restartService(List.of());
    mail.stop();
  }

  @Test
  void theLinkLeadsThroughTheLoginToTheQuestionAndNoFurther() throws Exception {
    String identity = registered();

    String link = link(letterTo(person + "@example.org"));

    try (Visit visit = Visit.nowhere(person)) {
      visit.page().navigate(link);
      assertThat(visit.page().locator("#kc-login").count()).isOne();
      assertThat(visit.page().content()).doesNotContain(name);

      visit.signInIfAsked();
      assertThat(visit.heading()).isEqualTo("My work");
      visit.page().locator("a[href$='" + identity + "']").first().click();
      assertThat(owner(identity).path("accepted").asBoolean()).isFalse();

      visit.button("I will answer for it").click();

      assertThat(visit.message()).isNotBlank();
    }
    assertThat(owner(identity).path("accepted").asBoolean()).isTrue();
    assertThat(owner(identity).path("value").asText()).isEqualTo(stack.realm().personId(person));
  }

  /** An agent whose owner has said nothing yet. */
  private String registered() {
    JsonNode agent =
        DemoRealm.JSON.valueToTree(
            Map.of(
                "schemas",
                List.of("urn:ietf:params:scim:schemas:core:2.0:Agent", GOVERNANCE),
                "agentUserName",
                name,
                "displayName",
                name,
                "active",
                true,
                GOVERNANCE,
                Map.of("owners", List.of(Map.of("value", person, "role", "owner")))));
    return Registry.mustBeOk(
            "Registering " + name,
            stack.site().registry().post("/scim/v2/Agents", provisioning(), agent))
        .body()
        .path("id")
        .asText();
  }

  private JsonNode owner(String identity) {
    return stack
        .site()
        .registry()
        .get("/scim/v2/Agents/" + identity, provisioning())
        .body()
        .path(GOVERNANCE)
        .path("owners")
        .path(0);
  }

  private String provisioning() {
    return stack.site().tokens().ofClient(DemoRealm.PROVISIONING, "scim:read", "scim:write");
  }

  private String letterTo(String address) {
    return Patience.until(
        "a letter to " + address,
        SOON,
        () ->
            Arrays.stream(mail.getReceivedMessages())
                .filter(letter -> isTo(address, letter))
                .map(MailLinkIT::text)
                .filter(text -> text.contains(name))
                .findFirst());
  }

  private static boolean isTo(String address, MimeMessage letter) {
    try {
      return Arrays.toString(letter.getAllRecipients()).contains(address);
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(MimeMessage letter) {
    try {
      return letter.getContent().toString();
    } catch (MessagingException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String link(String letter) {
    Matcher link = LINK.matcher(letter);
    assertThat(link.find()).as(letter).isTrue();
    return link.group();
  }
}
