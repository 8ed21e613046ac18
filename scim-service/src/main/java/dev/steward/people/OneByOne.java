package dev.steward.people;

import dev.steward.database.DatabaseException;
import dev.steward.delivery.KeycloakGate.RealmPerson;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps one answer of Keycloak as a whole, or what it says of each by itself: one of whom it says
 * what cannot be kept stays as they were, and hides nobody else.
 */
final class OneByOne {

  private static final Logger LOG = Logger.getLogger(OneByOne.class);

  /** No two people have one account. */
  private static final String SUBJECT = "person_subject";

  private OneByOne() {}

  /**
   * Keeps an answer.
   *
   * @param asked the subjects that were asked for
   * @param keep what keeps it, in a transaction of its own
   */
  static void keep(
      Collection<String> asked,
      List<RealmPerson> found,
      BiConsumer<Collection<String>, List<RealmPerson>> keep) {
    try {
      again(asked, found, keep);
    } catch (DatabaseException e) {
      if (!e.isAboutValues()) {
        throw e;
      }
      Set<String> there = found.stream().map(RealmPerson::id).collect(Collectors.toSet());
      again(asked.stream().filter(subject -> !there.contains(subject)).toList(), List.of(), keep);
      found.forEach(person -> alone(person, keep));
    }
  }

  private static void alone(
      RealmPerson person, BiConsumer<Collection<String>, List<RealmPerson>> keep) {
    try {
      again(List.of(), List.of(person), keep);
    } catch (DatabaseException e) {
      if (!e.isAboutValues()) {
        throw e;
      }
      LOG.errorf(e, "what Keycloak says cannot be kept: person=%s", person.id());
    }
  }

  /** Somebody else may keep a word about the same people in between: then it can be seen. */
  private static void again(
      Collection<String> asked,
      List<RealmPerson> found,
      BiConsumer<Collection<String>, List<RealmPerson>> keep) {
    try {
      keep.accept(asked, found);
    } catch (DatabaseException e) {
      if (!e.breaks(SUBJECT) && !e.isDeadlock()) {
        throw e;
      }
      keep.accept(asked, found);
    }
  }
}
