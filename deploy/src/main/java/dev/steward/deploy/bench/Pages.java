package dev.steward.deploy.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/** What people open in the console: every page, and every way to narrow a list. */
final class Pages {

  private static final String IDENTITIES = "/identities?";
  private static final String ORPHANS = "/orphans?";
  private static final String LEDGER = "/ledger?";
  private static final String REVIEWS = "/reviews?";

  /** Of so many identities one is somebody's who opens pages. */
  private static final int SHARE = 100;

  /** One of so many identities is under review. */
  private static final int REVIEWED = 10;

  private final Visitor visitor;
  private final long size;
  private final String person;
  private final Map<String, Function<RandomGenerator, Ask>> all = new LinkedHashMap<>();

  private Pages(Visitor visitor, long size, String person) {
    this.visitor = visitor;
    this.size = size;
    this.person = person;
  }

  /**
   * The pages by their names.
   *
   * @param size how many agents there are
   * @param person the id of whoever opens them
   */
  static Map<String, Function<RandomGenerator, Ask>> of(Visitor visitor, long size, String person) {
    Pages pages = new Pages(visitor, size, person);
    switch (visitor) {
      case ADMINISTRATOR -> pages.forAdministrator();
      case ANALYST -> pages.forAnalyst();
      case OWNER -> pages.forOwner();
    }
    return pages.all;
  }

  private void forAdministrator() {
    rooms();
    reviews();
    identities();
    orphans();
    ledger();
  }

  private void forAnalyst() {
    page("overview", "/overview");
    page("work", "/work");
    page("orphans", "/orphans");
    page("orphans, critical and dormant", ORPHANS + "tier=critical&reason=dormant");
    page("shadows", "/shadows");
    page("shadows by name", "/shadows?name=forgotten-77");
    page("identities", "/identities");
    page("identities, suspended", IDENTITIES + "standing=suspended");
    page("one identity", "/identities/", this::anybody);
    page("reviews of all", REVIEWS + "whose=all");
    page("review of one identity", "/reviews/", each(REVIEWED, 0, Pages::review));
    page("ledger", "/ledger");
  }

  private void forOwner() {
    page("work", "/work");
    page("one question", "/work/questions/", each(SHARE, 20, Agents::id));
    page("reviews of one's own", "/reviews");
    page("reviews of one's own by tier", REVIEWS + "tier=medium");
    page("reviews of one's own by name", REVIEWS + "name=agent-0000");
    page("reviews of one's own, no such name", REVIEWS + "name=zzzz");
    page("reviews of one's own, unused", REVIEWS + "unused=yes");
    page("reviews of one's own, late", REVIEWS + "late=yes");
    page("review of one identity", "/reviews/", each(SHARE, 30, Pages::review));
    page("identities", "/identities");
    page("identities by three letters", IDENTITIES + "q=age");
    page("identities by a part of few", IDENTITIES + "q=000777");
    page("identities, standing=good", IDENTITIES + "standing=good");
    page("identities, client=no", IDENTITIES + "client=no");
    page("one identity", "/identities/", each(SHARE, 30, Agents::id));
    page("register", "/register");
  }

  private void rooms() {
    page("overview", "/overview");
    page("what ends soon", "/overview/ends");
    page("overdue reviews", "/overview/reviews?state=overdue");
    page("work", "/work");
    page("one question", "/work/questions/", each(SHARE, 40, Agents::id));
    page("shadows", "/shadows");
    page("shadows by name", "/shadows?name=forgotten-77");
    page("shadows, no such name", "/shadows?name=zzzz");
    page("controls", "/controls");
    page("one framework", "/controls/iso42001");
    page("realms", "/realms");
    page("register", "/register");
  }

  private void reviews() {
    page("reviews of one's own", "/reviews");
    page("review of one identity", "/reviews/", each(SHARE, 50, Pages::review));
    page("reviews of all", REVIEWS + "whose=all");
    page("reviews of all by tier", REVIEWS + "whose=all&tier=critical");
    page("reviews of all by name", REVIEWS + "whose=all&name=agent-0000");
    page("reviews of all, no such name", REVIEWS + "whose=all&name=zzzz");
    page("reviews of all, unused", REVIEWS + "whose=all&unused=yes");
    page("reviews of all, late", REVIEWS + "whose=all&late=yes");
  }

  private void identities() {
    page("identities", "/identities");
    page("identities by one letter", IDENTITIES + "q=a");
    page("identities by two letters", IDENTITIES + "q=ag");
    page("identities by three letters", IDENTITIES + "q=age");
    page("identities by the middle of a word", IDENTITIES + "q=gent");
    page("identities by a part of few", IDENTITIES + "q=000777");
    page("identities by what none has", IDENTITIES + "q=zzzz");
    page(
        "identities found by name",
        IDENTITIES + "q=",
        random -> Agents.handle(1 + random.nextLong(size)));
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
      page("identities, " + facet, IDENTITIES + facet);
    }
    page("identities of an owner", IDENTITIES + "owner=" + person);
    page("identities of an owner, high", IDENTITIES + "tier=high&owner=" + person);
    page("one identity", "/identities/", this::anybody);
  }

  private void orphans() {
    page("orphans", "/orphans");
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
      page("orphans, " + filter, ORPHANS + filter);
    }
    page("orphans of an owner", ORPHANS + "owner=" + person);
  }

  private void ledger() {
    page("ledger", "/ledger");
    page("ledger by event", LEDGER + "event=Register");
    page("ledger by rare event", LEDGER + "event=Seeded");
    page("ledger by actor", LEDGER + "actor=user-0000777");
    page("ledger by time", LEDGER + "from=2026-01-01&until=2026-01-02");
    page("ledger by identity", LEDGER + "identity=", this::anybody);
    page("ledger entry", "/ledger/", random -> Long.toString(random.nextLong(2 * size)));
  }

  private String anybody(RandomGenerator random) {
    return Agents.id(1 + random.nextLong(size));
  }

  /** One of so many identities, each so far in front of the last of its number. */
  private Function<RandomGenerator, String> each(int share, int front, LongFunction<String> id) {
    return random -> id.apply((1 + random.nextLong(size / share)) * share - front);
  }

  /** The open review of an identity. */
  private static String review(long number) {
    return new StringBuilder("%08x".formatted(number)).reverse() + "-0000-4000-8000-000000000000";
  }

  private void page(String name, String path) {
    page(name, path, random -> "");
  }

  private void page(String name, String path, Function<RandomGenerator, String> end) {
    String whose = visitor == Visitor.ADMINISTRATOR ? "" : ", " + visitor.word();
    all.put("console%s: %s".formatted(whose, name), random -> Ask.get(path + end.apply(random)));
  }
}
