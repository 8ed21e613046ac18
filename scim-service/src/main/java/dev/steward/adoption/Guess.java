package dev.steward.adoption;

import dev.steward.delivery.ClientFacts;
import dev.steward.identity.Identity.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What kind of thing a client seems to be, and why.
 *
 * @param reasons in words, the strongest first
 */
public record Guess(Kind kind, List<String> reasons) {

  private static final Set<String> AGENT_WORDS =
      Set.of(
          "agent",
          "agents",
          "agentic",
          "ai",
          "assistant",
          "claude",
          "copilot",
          "crew",
          "gemini",
          "genai",
          "gpt",
          "langchain",
          "langgraph",
          "llm",
          "mcp",
          "openai",
          "rag");
  private static final Set<String> WORKLOAD_WORDS =
      Set.of(
          "argocd",
          "build",
          "ci",
          "cicd",
          "cron",
          "cronjob",
          "deployer",
          "github",
          "gitlab",
          "jenkins",
          "job",
          "k8s",
          "kubernetes",
          "lambda",
          "operator",
          "pipeline",
          "pod",
          "runner",
          "spiffe",
          "terraform",
          "worker",
          "workload");
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

  private static final int CERTAIN = 4;
  private static final int STRONG = 3;
  private static final int SOME = 2;
  private static final int HINT = 1;

  public Guess {
    reasons = List.copyOf(reasons);
  }

  /** Weighs what speaks for each kind; a service account is what nothing else is. */
  public static Guess of(String clientId, ClientFacts facts) {
    var weighed = new Scales();
    byName(weighed, clientId, facts);
    byOrigin(weighed, facts);
    byGrants(weighed, facts);
    byKeys(weighed, facts);
    return weighed.heavier();
  }

  private static void byName(Scales scales, String clientId, ClientFacts facts) {
    Set<String> name = words(clientId + " " + (facts.name() == null ? "" : facts.name()));
    Set<String> prose = words(facts.description() == null ? "" : facts.description());
    first(name, AGENT_WORDS)
        .forEach(word -> scales.add(Kind.AI_AGENT, STRONG, "its name contains " + word));
    first(prose, AGENT_WORDS)
        .forEach(word -> scales.add(Kind.AI_AGENT, SOME, "its description contains " + word));
    first(name, WORKLOAD_WORDS)
        .forEach(word -> scales.add(Kind.WORKLOAD, STRONG, "its name contains " + word));
    first(prose, WORKLOAD_WORDS)
        .forEach(word -> scales.add(Kind.WORKLOAD, HINT, "its description contains " + word));
  }

  private static void byOrigin(Scales scales, ClientFacts facts) {
    switch (facts.origin().how()) {
      case "metadata-document" ->
          scales.add(
              Kind.AI_AGENT, CERTAIN, "it described itself by a metadata document, as agents do");
      case "dynamic-registration" ->
          scales.add(Kind.AI_AGENT, SOME, "it registered itself (dynamic client registration)");
      default -> {
        // an administrator makes all kinds of clients
      }
    }
  }

  private static void byGrants(Scales scales, ClientFacts facts) {
    if (facts.ownGrants().contains(JWT_BEARER)) {
      scales.add(Kind.AI_AGENT, HINT, "it holds the JWT-bearer grant");
    }
    if (facts.ownGrants().contains(TOKEN_EXCHANGE)) {
      scales.add(Kind.AI_AGENT, HINT, "it exchanges the tokens of others");
    }
  }

  private static void byKeys(Scales scales, ClientFacts facts) {
    String authenticator = facts.authenticator() == null ? "" : facts.authenticator();
    if (authenticator.contains("federated") || authenticator.contains("spiffe")) {
      scales.add(
          Kind.WORKLOAD, CERTAIN, "its platform vouches for it (%s)".formatted(authenticator));
    } else if (authenticator.contains("x509")) {
      scales.add(Kind.WORKLOAD, HINT, "it signs in with a certificate");
    }
  }

  private static List<String> first(Set<String> said, Set<String> known) {
    return said.stream().filter(known::contains).limit(1).toList();
  }

  private static Set<String> words(String text) {
    String apart = text.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return new TreeSet<>(Arrays.asList(apart.split("[^a-z0-9]+")));
  }

  /** What speaks for each kind, as it is weighed. */
  private static final class Scales {

    private final Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
    private final Map<Kind, List<String>> reasons = new EnumMap<>(Kind.class);

    void add(Kind kind, int weight, String reason) {
      weights.merge(kind, weight, Integer::sum);
      reasons.computeIfAbsent(kind, none -> new ArrayList<>()).add(reason);
    }

    Guess heavier() {
      int agent = weights.getOrDefault(Kind.AI_AGENT, 0);
      int workload = weights.getOrDefault(Kind.WORKLOAD, 0);
      if (agent < SOME && workload < SOME) {
        return new Guess(Kind.SERVICE_ACCOUNT, List.of(whyNothingElse()));
      }
      Kind kind = agent >= workload ? Kind.AI_AGENT : Kind.WORKLOAD;
      return new Guess(kind, reasons.getOrDefault(kind, List.of()));
    }

    private String whyNothingElse() {
      return reasons.isEmpty()
          ? "nothing speaks for an agent or a workload"
          : "too little speaks for an agent or a workload: "
              + reasons.values().stream().flatMap(List::stream).collect(Collectors.joining(", "));
    }
  }
}
