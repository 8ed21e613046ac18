package dev.steward.deploy.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What people open in the console: every page, and every way to narrow a list. */
final class Pages {

  private static final String IDENTITIES = "/identities?";
  private static final String ORPHANS = "/orphans?";
  private static final String LEDGER = "/ledger?";
  private static final String REVIEWS = "/reviews?";

  private Pages() {}

  /**
   * The pages by their names.
   *
   * @param size how many agents there are
   * @param administrator who opens them
   */
  static Map<String, Function<RandomGenerator, Ask>> of(long size, String administrator) {
    Map<String, Function<RandomGenerator, Ask>> all = new LinkedHashMap<>();
    rooms(all);
    reviews(all);
    identities(all, size, administrator);
    orphans(all, administrator);
    ledger(all, size);
    return all;
  }

  private static void rooms(Map<String, Function<RandomGenerator, Ask>> all) {
    page(all, "overview", "/overview");
    page(all, "work", "/work");
    page(all, "shadows", "/shadows");
    page(all, "shadows by name", "/shadows?name=forgotten-77");
    page(all, "shadows, no such name", "/shadows?name=zzzz");
    page(all, "controls", "/controls");
    page(all, "one framework", "/controls/iso42001");
    page(all, "realms", "/realms");
  }

  private static void reviews(Map<String, Function<RandomGenerator, Ask>> all) {
    page(all, "reviews of one's own", "/reviews");
    page(all, "reviews of all", REVIEWS + "whose=all");
    page(all, "reviews of all by tier", REVIEWS + "whose=all&tier=critical");
    page(all, "reviews of all by name", REVIEWS + "whose=all&name=agent-0000");
    page(all, "reviews of all, no such name", REVIEWS + "whose=all&name=zzzz");
    page(all, "reviews of all, unused", REVIEWS + "whose=all&unused=yes");
    page(all, "reviews of all, late", REVIEWS + "whose=all&late=yes");
  }

  private static void identities(
      Map<String, Function<RandomGenerator, Ask>> all, long size, String administrator) {
    page(all, "identities", "/identities");
    page(all, "identities by one letter", IDENTITIES + "q=a");
    page(all, "identities by two letters", IDENTITIES + "q=ag");
    page(all, "identities by three letters", IDENTITIES + "q=age");
    page(all, "identities by the middle of a word", IDENTITIES + "q=gent");
    page(all, "identities by a part of few", IDENTITIES + "q=000777");
    page(all, "identities by what none has", IDENTITIES + "q=zzzz");
    all.put(
        "console: identities found by name",
        random -> Ask.get(IDENTITIES + "q=" + Agents.handle(1 + random.nextLong(size))));
    for (String facet :
        new String[] {
          "standing=good",
          "standing=suspended",
          "standing=revoked",
          "kind=workload",
          "tier=critical",
          "tier=critical&standing=suspended",
          "client=no",
          "realm=demo",
          "control=iso42001",
          "control=iso42001:A.3.2",
          "control=iso42001:A.10.4",
          "control=iso42001:A.9.2&tier=critical&q=agent"
        }) {
      page(all, "identities, " + facet, IDENTITIES + facet);
    }
    page(all, "identities of an owner", IDENTITIES + "owner=" + administrator);
    page(all, "identities of an owner, high", IDENTITIES + "tier=high&owner=" + administrator);
    all.put(
        "console: one identity",
        random -> Ask.get("/identities/" + Agents.id(1 + random.nextLong(size))));
  }

  private static void orphans(
      Map<String, Function<RandomGenerator, Ask>> all, String administrator) {
    page(all, "orphans", "/orphans");
    for (String filter :
        new String[] {
          "reason=owner-never-accepted",
          "reason=owner-disabled",
          "reason=owner-left",
          "reason=owner-missing",
          "reason=owner-over-limit",
          "reason=dormant",
          "reason=environment-gone",
          "reason=shadow",
          "tier=critical",
          "tier=critical&reason=dormant",
          "kind=workload",
          "environment=test",
          "environment=nowhere"
        }) {
      page(all, "orphans, " + filter, ORPHANS + filter);
    }
    page(all, "orphans of an owner", ORPHANS + "owner=" + administrator);
  }

  private static void ledger(Map<String, Function<RandomGenerator, Ask>> all, long size) {
    page(all, "ledger", "/ledger");
    page(all, "ledger by event", LEDGER + "event=Register");
    page(all, "ledger by rare event", LEDGER + "event=Seeded");
    page(all, "ledger by actor", LEDGER + "actor=user-0000777");
    page(all, "ledger by time", LEDGER + "from=2026-01-01&until=2026-01-02");
    all.put(
        "console: ledger by identity",
        random -> Ask.get(LEDGER + "identity=" + Agents.id(1 + random.nextLong(size))));
    all.put("console: ledger entry", random -> Ask.get("/ledger/" + random.nextLong(2 * size)));
  }

  private static void page(
      Map<String, Function<RandomGenerator, Ask>> all, String name, String path) {
    all.put("console: " + name, random -> Ask.get(path));
  }
}
