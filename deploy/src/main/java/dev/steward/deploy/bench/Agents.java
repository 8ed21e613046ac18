package dev.steward.deploy.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The registry's agents: who there is, and what is asked.
 *
 * <p>Every filter finds as many at any size of the registry, so that what is compared is the search
 * and not the answer. {@code seed-identities.sql} says who they are.
 *
 * @param size how many identities there are from the start, numbered from 1
 * @param reviewDue the day on which the first twenty are due, and nobody else earlier
 * @param modified the instant since which only the last few were modified
 */
record Agents(int size, String reviewDue, String modified) {

  /** So many of the first ones have a person or a control for themselves. */
  private static final int FEW = 20;

  /** So many of the first ones are owned in groups of {@link #FEW}. */
  private static final int GROUPED = 10_000;

  private static final String EXTENSION =
      "urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity";

  private static final AtomicLong CREATED = new AtomicLong();

  static String id(long number) {
    return "01980000-0000-7000-8000-%012x".formatted(number);
  }

  static String handle(long number) {
    return "agent-%07d".formatted(number);
  }

  /** What other servers are asked, too. */
  Map<String, Function<RandomGenerator, Ask>> operations() {
    Map<String, Function<RandomGenerator, Ask>> all = new LinkedHashMap<>();
    all.put(Operations.CONFIG, random -> Ask.get("/ServiceProviderConfig"));
    all.put(Operations.GET, random -> Ask.get("/Agents/" + id(any(random))));
    all.put(
        Operations.FIND, random -> find("agentUserName eq \"%s\"".formatted(handle(any(random)))));
    all.put(Operations.PAGE, random -> find(""));
    all.put(
        Operations.PATCH,
        random ->
            Ask.patch(
                "/Agents/" + id(any(random) | 1L),
                "displayName",
                "Renamed " + random.nextInt(1_000_000)));
    all.put(Operations.CREATE, random -> new Ask("POST", "/Agents", fresh()));
    all.putAll(new Users(Options.PEOPLE, "name.givenName").beside());
    all.putAll(queries());
    return all;
  }

  /** What has an index. */
  Map<String, Function<RandomGenerator, Ask>> queries() {
    Map<String, Function<RandomGenerator, Ask>> all = new LinkedHashMap<>();
    all.put("id eq", random -> find("id eq \"%s\"".formatted(id(any(random)))));
    all.put("handle eq", random -> find("agentUserName eq \"%s\"".formatted(handle(any(random)))));
    all.put(
        "handle sw",
        random -> find("agentUserName sw \"%s\"".formatted(beginning(random, "agent-"))));
    all.put(
        "active eq true and handle sw",
        random ->
            find(
                "active eq true and agentUserName sw \"%s\""
                    .formatted(beginning(random, "agent-"))));
    all.put(
        "displayName sw",
        random -> find("displayName sw \"%s\"".formatted(beginning(random, "Agent "))));
    all.put("externalId eq", random -> find("externalId eq \"ext-%d\"".formatted(any(random))));
    all.put(
        "owners.value eq",
        random ->
            find(
                "owners.value eq \"%s\""
                    .formatted(Users.id(1 + random.nextInt(Math.min(size, GROUPED) / FEW)))));
    all.put("controlLinks eq", random -> governed("controlLinks eq \"iso42001:A.10.4\""));
    all.put("reviewDue le", random -> governed("reviewDue le \"%s\"".formatted(reviewDue)));
    all.put(
        "client.id eq", random -> governed("client.id eq \"%s\"".formatted(client(any(random)))));
    all.put("lastModified ge", random -> find("meta.lastModified ge \"%s\"".formatted(modified)));
    all.put("page by cursor", random -> Ask.get("/Agents?cursor=&count=100"));
    all.put(
        "sorted page by cursor", random -> Ask.get("/Agents?cursor=&sortBy=displayName&count=100"));
    all.put(
        "Users userName eq",
        random ->
            Ask.list(
                "/Users", "userName eq \"%s\"".formatted(Users.userName(person(random))), 100));
    all.put(
        "Users emails.value eq",
        random ->
            Ask.list(
                "/Users", "emails.value eq \"%s\"".formatted(Users.email(person(random))), 100));
    all.put(
        "Groups members.value eq",
        random ->
            Ask.list(
                "/Groups", "members.value eq \"%s\"".formatted(Users.id(person(random))), 100));
    return all;
  }

  /** An agent whom there has never been, and for whom the first person answers. */
  static String fresh() {
    String name = "created-%07d".formatted(CREATED.incrementAndGet());
    return """
    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Agent","%s"],"agentUserName":"%s",\
    "externalId":"%s","displayName":"Created","active":true,"owners":[{"value":"%s"}],\
    "%s":{"purpose":"Is measured","riskTier":"low","controlLinks":["iso42001:A.3.2"]}}"""
        .formatted(EXTENSION, name, name, Users.id(1), EXTENSION);
  }

  private static Ask find(String filter) {
    return Ask.list("/Agents", filter, 100);
  }

  private static Ask governed(String filter) {
    return find(EXTENSION + ":" + filter);
  }

  private static long person(RandomGenerator random) {
    return 1L + random.nextInt(Options.PEOPLE);
  }

  /** One that is an agent and active: numbers end in 0 to 6; even ones have a client. */
  private long any(RandomGenerator random) {
    long tens = 10L * random.nextInt(size / 10);
    return Math.max(1, tens + random.nextInt(7));
  }

  /** The beginning of ten names. */
  private String beginning(RandomGenerator random, String word) {
    return word + "%06d".formatted(1 + random.nextInt(size / 10 - 1));
  }

  /** As the seed gives them to even numbers. */
  private static String client(long number) {
    return "c11e0000-0000-4000-8000-%012x".formatted(number & ~1L);
  }
}
