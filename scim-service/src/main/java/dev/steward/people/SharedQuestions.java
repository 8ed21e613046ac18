package dev.steward.people;

import dev.steward.delivery.GateUnreachable;
import dev.steward.delivery.KeycloakGate;
import dev.steward.delivery.KeycloakGate.RealmPerson;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Questions about user names. What is asked for while a question is on its way goes together in the
 * next one, so that many who ask at once cost Keycloak little more than one.
 *
 * <p>Whoever waited while Keycloak could not be reached learns so at once, and does not wait again.
 */
final class SharedQuestions {

  private final Function<Collection<String>, List<RealmPerson>> keycloak;
  private final ReentrantLock turn = new ReentrantLock();
  private Question next = new Question();

  SharedQuestions(Function<Collection<String>, List<RealmPerson>> keycloak) {
    this.keycloak = keycloak;
  }

  /** One question, and later its answer. */
  private static final class Question {
    private final Set<String> names = new LinkedHashSet<>();
    private @Nullable List<RealmPerson> found;
    private @Nullable GateUnreachable failure;
  }

  /**
   * What Keycloak says to a question in which this name is one of several.
   *
   * @throws GateUnreachable when it does not say
   */
  List<RealmPerson> answer(String name) {
    Question question = join(name);
    turn.lock();
    try {
      if (question.found == null && question.failure == null) {
        ask(question);
      }
    } finally {
      turn.unlock();
    }
    if (question.failure != null) {
      throw question.failure;
    }
    return question.found == null ? List.of() : question.found;
  }

  /** How many names the next question has by now. */
  synchronized int waiting() {
    return next.names.size();
  }

  private synchronized Question join(String name) {
    if (next.names.size() == KeycloakGate.MOST_PEOPLE) {
      next = new Question();
    }
    next.names.add(name);
    return next;
  }

  /** Nobody joins a question any more that is asked. */
  private synchronized void close(Question question) {
    if (next == question) {
      next = new Question();
    }
  }

  private void ask(Question question) {
    close(question);
    try {
      question.found = keycloak.apply(question.names);
    } catch (GateUnreachable e) {
      question.failure = e;
      giveUp(e);
    }
  }

  private synchronized void giveUp(GateUnreachable e) {
    next.failure = e;
    next = new Question();
  }
}
