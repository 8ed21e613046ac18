package dev.steward.adoption;

import dev.steward.adoption.Evidence.Source;
import dev.steward.database.Database;
import dev.steward.delivery.ClientFacts.Origin;
import dev.steward.delivery.Shadow;
import dev.steward.identity.Identity.Client;
import dev.steward.people.Namesakes;
import dev.steward.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People whom a client itself names: who made it, its contacts, its description, its own name. */
@ApplicationScoped
class Mentions implements ClueSource {

  private static final Pattern EMAIL =
      Pattern.compile(
          "[\\p{L}\\p{N}_][\\p{L}\\p{N}_.+%'&-]{0,63}@"
              + "[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]{3,255})\"");
  private static final Pattern IN_BRACKETS = Pattern.compile("\\(([^()]{3,255})\\)");

  /** What stands before a user name in directories, chats and Windows domains. */
  private static final Pattern DISGUISE =
      Pattern.compile(
          "(?i)^(?:mailto:|@|(?:uid|cn|user|username|login|owner)\\s*[=:]\\s*|[\\p{L}\\p{N}._-]+\\\\)+");

  private static final Pattern APART = Pattern.compile("[-_:/\\s]+");
  private static final int SHORTEST_NAME = 3;
  private static final int MOST_WORDS = 8;

  /** Of so many people who share an address or a name one may well be meant. */
  private static final int MOST_NAMESAKES = 3;

  /** Who makes more clients than this makes them for others. */
  private static final int MANY = 20;

  private static final int CONTACT = 70;
  private static final int DESCRIPTION = 60;
  private static final int MAKER = 50;
  private static final int MAKER_OF_MANY = 15;
  private static final int NAMED = 45;

  private final Namesakes namesakes;
  private final Database database;

  Mentions(Namesakes namesakes, Database database) {
    this.namesakes = namesakes;
    this.database = database;
  }

  /** A word that stands at a client, and what it is evidence of. */
  private record Mention(String word, Evidence evidence) {}

  @Override
  public Map<Client, List<Clue>> clues(List<Shadow> page) {
    Map<String, Long> made = madeBy(page);
    Map<Client, List<Mention>> mentions = new HashMap<>();
    page.forEach(shadow -> mentions.put(shadow.client(), written(shadow, made)));
    Map<String, List<Person>> meant = namesakes.of(words(mentions.values()));

    Map<Client, List<Mention>> names = new HashMap<>();
    page.forEach(shadow -> names.put(shadow.client(), named(shadow)));
    // parts of names are mostly no people: Keycloak is not asked about every one of them
    Map<String, List<Person>> called = namesakes.known(words(names.values()));

    Map<Client, List<Clue>> clues = new HashMap<>();
    for (Shadow shadow : page) {
      Client client = shadow.client();
      List<Clue> found = new ArrayList<>(clues(mentions.getOrDefault(client, List.of()), meant));
      found.addAll(clues(names.getOrDefault(client, List.of()), called));
      clues.put(client, found);
    }
    return clues;
  }

  /** A word that a few people share points at each by their share of it, and at none of many. */
  private static List<Clue> clues(List<Mention> mentions, Map<String, List<Person>> meant) {
    List<Clue> clues = new ArrayList<>();
    for (Mention mention : mentions) {
      List<Person> people = meant.getOrDefault(mention.word(), List.of());
      if (people.size() <= MOST_NAMESAKES) {
        people.forEach(
            person -> clues.add(new Clue(person, shared(mention.evidence(), people.size()))));
      }
    }
    return clues;
  }

  private static Evidence shared(Evidence evidence, int people) {
    return people == 1
        ? evidence
        : new Evidence(
            evidence.source(),
            "%s, as %d people are called".formatted(evidence.words(), people),
            evidence.weight() / people);
  }

  private static Set<String> words(Collection<List<Mention>> mentions) {
    return mentions.stream().flatMap(List::stream).map(Mention::word).collect(Collectors.toSet());
  }

  private static List<Mention> written(Shadow shadow, Map<String, Long> made) {
    List<Mention> mentions = new ArrayList<>();
    for (String word : first(shadow.facts().contacts().stream().flatMap(Mentions::called))) {
      mentions.add(
          new Mention(word, new Evidence(Source.CONTACT, "its contacts name " + word, CONTACT)));
    }
    String prose = shadow.facts().description();
    if (prose != null) {
      first(found(EMAIL, prose).stream())
          .forEach(
              email ->
                  mentions.add(
                      new Mention(
                          email,
                          new Evidence(
                              Source.DESCRIPTION, "its description names " + email, DESCRIPTION))));
    }
    Origin origin = shadow.facts().origin();
    String maker = maker(origin);
    if (maker != null) {
      mentions.add(new Mention(maker, madeIt(origin, made.getOrDefault(maker, 0L))));
    }
    return mentions;
  }

  /**
   * Ada Lovelace &lt;ada@example.org&gt; is called by her address; in JSON names stand in quotes.
   * Else it is a user name, perhaps with its domain, or in brackets behind a name.
   */
  private static Stream<String> called(String contact) {
    List<String> addresses = found(EMAIL, contact);
    if (!addresses.isEmpty()) {
      return addresses.stream();
    }
    List<String> quoted = found(QUOTED, contact);
    Stream<String> names =
        quoted.isEmpty()
            ? Stream.concat(Stream.of(contact), found(IN_BRACKETS, contact).stream())
            : quoted.stream();
    return names.map(name -> DISGUISE.matcher(name.strip()).replaceFirst("").strip());
  }

  private static List<String> found(Pattern what, String text) {
    return what.matcher(text).results().map(found -> found.group(found.groupCount())).toList();
  }

  private static @Nullable String maker(Origin origin) {
    return origin.user() == null ? origin.userName() : origin.user();
  }

  private static Evidence madeIt(Origin origin, long made) {
    String when = origin.at() == null ? "" : " at " + origin.at();
    return made > MANY
        ? new Evidence(
            Source.CREATOR, "made it%s, as one of %d clients".formatted(when, made), MAKER_OF_MANY)
        : new Evidence(Source.CREATOR, "made it" + when, MAKER);
  }

  private static List<Mention> named(Shadow shadow) {
    return first(
            Arrays.stream(APART.split(shadow.clientId()))
                .filter(part -> part.length() >= SHORTEST_NAME))
        .stream()
        .map(
            part ->
                new Mention(part, new Evidence(Source.NAME, "its name contains " + part, NAMED)))
        .toList();
  }

  private static List<String> first(Stream<String> words) {
    return words.distinct().limit(MOST_WORDS).toList();
  }

  /** How many of the realm's clients each of the makers made. */
  private Map<String, Long> madeBy(List<Shadow> page) {
    Set<String> makers =
        page.stream()
            .flatMap(shadow -> Stream.ofNullable(shadow.facts().origin().user()))
            .collect(Collectors.toSet());
    if (makers.isEmpty()) {
      return Map.of();
    }
    return database
        .list(
            """
            select facts -> 'origin' -> 'by' ->> 'user' as maker, count(*) as made
            from known_client
            where realm = ? and facts -> 'origin' -> 'by' ->> 'user' = any (?)
              and facts -> 'origin' -> 'by' ->> 'user' is not null
            group by 1
            """,
            row -> Map.entry(row.text("maker"), row.number("made")),
            page.getFirst().client().realm(),
            makers)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
