package dev.steward.deploy.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The users of a server, the registry too: who there is, and what is asked.
 *
 * @param size how many there are from the start, numbered from 1
 * @param renamed the attribute that a PATCH replaces
 */
record Users(int size, String renamed) {

  private static final AtomicLong CREATED = new AtomicLong();

  /** The id of a user; the registry's people have the same. */
  static String id(long number) {
    return "00000000-0000-4000-8000-%012x".formatted(number);
  }

  static String userName(long number) {
    return "user-%07d".formatted(number);
  }

  static String email(long number) {
    return userName(number) + "@example.org";
  }

  Map<String, Function<RandomGenerator, Ask>> operations() {
    Map<String, Function<RandomGenerator, Ask>> all = new LinkedHashMap<>();
    all.put(Operations.CONFIG, random -> Ask.get("/ServiceProviderConfig"));
    all.put(Operations.GET, random -> Ask.get("/Users/" + id(any(random))));
    all.put(
        Operations.FIND,
        random -> Ask.list("/Users", "userName eq \"%s\"".formatted(userName(any(random))), 100));
    all.put(Operations.PAGE, random -> Ask.list("/Users", "", 100));
    all.put(
        Operations.PATCH,
        random ->
            Ask.patch("/Users/" + id(any(random)), renamed, "Given " + random.nextInt(1_000_000)));
    all.put(Operations.CREATE, random -> new Ask("POST", "/Users", fresh()));
    return all;
  }

  /** The same, as they are called where somebody else is asked for, too. */
  Map<String, Function<RandomGenerator, Ask>> beside() {
    Map<String, Function<RandomGenerator, Ask>> all = new LinkedHashMap<>();
    operations().forEach((name, ask) -> all.put(Operations.ofUsers(name), ask));
    return all;
  }

  /** What a server is asked that holds users and nobody else: the one and the other. */
  Map<String, Function<RandomGenerator, Ask>> everything() {
    Map<String, Function<RandomGenerator, Ask>> all = operations();
    all.putAll(beside());
    return all;
  }

  /** A user whom there has never been. */
  static String fresh() {
    String name = "created-%07d".formatted(CREATED.incrementAndGet());
    return """
    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","externalId":"%s",\
    "name":{"givenName":"Given","familyName":"Family"},\
    "emails":[{"value":"%s@example.org","primary":true}],"active":true}"""
        .formatted(name, name, name);
  }

  /** One who is there in the registry, too, which those whose numbers end so have left. */
  private long any(RandomGenerator random) {
    long number = 1L + random.nextInt(size);
    return number % 100 == 51 ? number - 1 : number;
  }
}
