package dev.steward.people;

import dev.steward.database.Database;
import dev.steward.delivery.GateUnreachable;
import dev.steward.delivery.KeycloakGate;
import dev.steward.delivery.KeycloakGate.RealmPerson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Whom the words of other lists mean: people by their id, their user name or their email. */
@ApplicationScoped
public class Namesakes {

  private static final Logger LOG = Logger.getLogger(Namesakes.class);

  /** How many words Keycloak is asked about in one go. */
  private static final int MOST_ASKED = 2_000;

  private static final int LONGEST_WORD = 255;

  /** How long nobody is asked again who else has the address of somebody who is known. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Database database;
  private final KeycloakGate gate;
  private final KeycloakWord word;
  private final People people;
  private final Lately shares;

  Namesakes(Database database, KeycloakGate gate, KeycloakWord word, People people, Clock clock) {
    this.database = database;
    this.gate = gate;
    this.word = word;
    this.people = people;
    this.shares = new Lately(clock, FRESH);
  }

  /** A word and somebody it means. */
  private record Meaning(String word, String person) {}

  /**
   * The present people whom each word means, by the word as it was given; nobody is left out.
   * Keycloak is asked for who is not known here, and who else has an address, unless a transaction
   * is under way.
   */
  public Map<String, List<Person>> of(Collection<String> words) {
    Set<String> asked = new LinkedHashSet<>();
    words.stream()
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.length() <= LONGEST_WORD && text.indexOf(0) < 0)
        .forEach(asked::add);
    if (asked.isEmpty()) {
      return Map.of();
    }
    Map<String, List<Person>> known = known(asked);
    if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      return known;
    }
    List<String> strangers = asked.stream().filter(text -> !known.containsKey(text)).toList();
    // Others may share the address of somebody who is known.
    List<String> shared =
        shares.unasked(known.keySet().stream().filter(Namesakes::isAddress).toList());
    if (!ask(strangers, shared)) {
      return known;
    }
    Map<String, List<Person>> all = new HashMap<>(known);
    all.putAll(known(strangers));
    all.putAll(known(shared));
    return all;
  }

  private static boolean isAddress(String text) {
    return text.indexOf('@') > 0;
  }

  /** The id of the one present person whom a word means, or else the word itself. */
  public String presentOr(String word) {
    List<Person> meant = of(List.of(word)).getOrDefault(word.strip(), List.of());
    return meant.size() == 1 ? meant.getFirst().id() : word;
  }

  /**
   * The id of the one person whom a word means, as far as the registry knows, or else the word
   * itself. Who is here goes before who has left.
   */
  public String idOf(String word) {
    List<Meaning> here = meanings(List.of(word), false);
    List<Meaning> meant = here.isEmpty() ? meanings(List.of(word), true) : here;
    return meant.size() == 1 ? meant.getFirst().person() : word;
  }

  /** The same of a few words, by the words in their order. */
  public Map<String, String> idsOf(Collection<String> words) {
    Map<String, String> ids = new LinkedHashMap<>();
    words.forEach(word -> ids.put(word, idOf(word)));
    return ids;
  }

  /** As far as the registry knows, without a question to anybody. */
  public Map<String, List<Person>> known(Collection<String> words) {
    List<Meaning> meanings = meanings(words, false);
    Map<String, Person> found =
        people.known(meanings.stream().map(Meaning::person).collect(Collectors.toSet()));
    return meanings.stream()
        .filter(meaning -> found.containsKey(meaning.person()))
        .collect(
            Collectors.groupingBy(
                Meaning::word,
                Collectors.mapping(
                    meaning -> found.get(meaning.person()), Collectors.toUnmodifiableList())));
  }

  private List<Meaning> meanings(Collection<String> words, boolean gone) {
    return database.list(
        """
        select w.word, p.id
        from unnest(?::text[]) as w (word)
        cross join lateral (
          select id from person where id = w.word
          union select id from person where subject = w.word and feed <> 'DELETED'
          union select id from person where lower(user_name) = lower(w.word)
          union select v.person_id from person_value v
            where v.kind = 'EMAIL' and lower(v.value) = lower(w.word)
        ) as m
        join person p on p.id = m.id and (p.present or ?)
        order by p.id
        """,
        row -> new Meaning(row.text("word"), row.text("id")),
        words,
        gone);
  }

  /** Whether Keycloak told of anybody. */
  private boolean ask(List<String> strangers, List<String> shared) {
    List<String> asked = strangers.subList(0, Math.min(strangers.size(), MOST_ASKED));
    List<String> addresses =
        Stream.concat(asked.stream().filter(Namesakes::isAddress), shared.stream())
            .limit(MOST_ASKED)
            .toList();
    int told = 0;
    try {
      for (List<String> page : pages(asked)) {
        told += remember(gate.people(page, page));
      }
      for (List<String> page : pages(addresses)) {
        told += remember(gate.peopleByEmail(page));
        shares.asked(page);
      }
    } catch (GateUnreachable e) {
      // Who waited for Keycloak in vain is not to wait again for people who are known.
      shares.asked(shared);
      LOG.warnf("whom words mean cannot be asked for now: %s", e.getMessage());
    }
    return told > 0;
  }

  private static List<List<String>> pages(List<String> all) {
    List<List<String>> pages = new ArrayList<>();
    for (int from = 0; from < all.size(); from += KeycloakGate.MOST_PEOPLE) {
      pages.add(all.subList(from, Math.min(all.size(), from + KeycloakGate.MOST_PEOPLE)));
    }
    return pages;
  }

  private int remember(List<RealmPerson> found) {
    word.remember(List.of(), found);
    return found.size();
  }
}
