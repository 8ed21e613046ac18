package dev.steward.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.delivery.ClientFacts;
import dev.steward.delivery.ClientFacts.Origin;
import dev.steward.identity.Identity.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessTest {

  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  @ParameterizedTest
  @CsvSource({
    "invoice-agent, AI_AGENT, its name contains agent",
    "SupportCopilot, AI_AGENT, its name contains copilot",
    "acme.llm.router, AI_AGENT, its name contains llm",
    "github-deploy, WORKLOAD, its name contains github",
    "nightly_cronjob, WORKLOAD, its name contains cronjob"
  })
  void isToldByTheName(String clientId, Kind kind, String reason) {
    assertThat(Guess.of(clientId, facts(null, List.of(), null, "admin")))
        .isEqualTo(new Guess(kind, List.of(reason)));
  }

  @ParameterizedTest
  @CsvSource({"orders-export", "reagent-stock", "mailer", "ciphers"})
  void isAServiceAccountWhenNothingSpeaksForAnythingElse(String clientId) {
    assertThat(Guess.of(clientId, facts(null, List.of("client_credentials"), null, "admin")))
        .isEqualTo(
            new Guess(Kind.SERVICE_ACCOUNT, List.of("nothing speaks for an agent or a workload")));
  }

  @Test
  void saysEverythingThatSpeaksForIt() {
    assertThat(
            Guess.of(
                "invoice-agent",
                facts("An LLM reads invoices", List.of(JWT_BEARER), null, "dynamic-registration")))
        .isEqualTo(
            new Guess(
                Kind.AI_AGENT,
                List.of(
                    "its name contains agent",
                    "its description contains llm",
                    "it registered itself (dynamic client registration)",
                    "it holds the JWT-bearer grant")));
  }

  @Test
  void isAnAgentWhoDescribedItselfByADocument() {
    assertThat(
            Guess.of(
                    "https://tool.example/client",
                    facts(null, List.of(), null, "metadata-document"))
                .kind())
        .isEqualTo(Kind.AI_AGENT);
  }

  @Test
  void isAWorkloadForWhichItsPlatformVouches() {
    assertThat(Guess.of("orders", facts(null, List.of(), "federated-jwt", "admin")))
        .isEqualTo(
            new Guess(Kind.WORKLOAD, List.of("its platform vouches for it (federated-jwt)")));
  }

  @Test
  void doesNotFollowFromAGrantAlone() {
    assertThat(Guess.of("orders", facts(null, List.of(JWT_BEARER), null, "admin")).kind())
        .isEqualTo(Kind.SERVICE_ACCOUNT);
  }

  private static ClientFacts facts(
      @Nullable String description,
      List<String> grants,
      @Nullable String authenticator,
      String how) {
    return new ClientFacts(
        null,
        description,
        grants,
        grants,
        authenticator,
        false,
        "none",
        null,
        null,
        new Origin(how, null, null, null, null),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
