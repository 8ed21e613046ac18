package dev.steward.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.delivery.GateUnreachable;
import dev.steward.delivery.KeycloakGate.RealmPerson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SharedQuestionsTest {

  private final List<List<String>> asked = new ArrayList<>();
  private final CountDownLatch underWay = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);

  @Test
  void asksForOneNameAtOnce() {
    SharedQuestions questions = new SharedQuestions(this::found);

    assertThat(questions.answer("ada")).containsExactly(person("ada"));
    assertThat(questions.answer("bo")).containsExactly(person("bo"));
    assertThat(asked).containsExactly(List.of("ada"), List.of("bo"));
  }

  @Test
  void asksTogetherForWhatIsWantedWhileAQuestionIsOnItsWay() throws Exception {
    SharedQuestions questions = new SharedQuestions(names -> found(slowly(names)));
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      Future<List<RealmPerson>> first = pool.submit(() -> questions.answer("ada"));
      underWay.await();
      List<Future<List<RealmPerson>>> others =
          List.of("bo", "cy", "di").stream()
              .map(name -> pool.submit(() -> questions.answer(name)))
              .toList();
      while (questions.waiting() < 3) {
        Thread.onSpinWait();
      }
      mayAnswer.countDown();

      assertThat(first.get()).containsExactly(person("ada"));
      for (Future<List<RealmPerson>> other : others) {
        assertThat(other.get()).containsExactlyInAnyOrder(person("bo"), person("cy"), person("di"));
      }
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void tellsAllWhoWaitedThatKeycloakCannotBeReached() throws Exception {
    SharedQuestions questions = new SharedQuestions(names -> unreachable(slowly(names)));
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      Future<List<RealmPerson>> first = pool.submit(() -> questions.answer("ada"));
      underWay.await();
      Future<List<RealmPerson>> second = pool.submit(() -> questions.answer("bo"));
      while (questions.waiting() < 1) {
        Thread.onSpinWait();
      }
      mayAnswer.countDown();

      assertThatThrownBy(first::get).hasCauseInstanceOf(GateUnreachable.class);
      assertThatThrownBy(second::get).hasCauseInstanceOf(GateUnreachable.class);
    }
    assertThat(asked).containsExactly(List.of("ada"));
  }

  private Collection<String> slowly(Collection<String> names) {
    underWay.countDown();
    try {
      mayAnswer.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return names;
  }

  private List<RealmPerson> found(Collection<String> names) {
    asked.add(List.copyOf(names));
    return names.stream().map(SharedQuestionsTest::person).toList();
  }

  private List<RealmPerson> unreachable(Collection<String> names) {
    asked.add(List.copyOf(names));
    throw new GateUnreachable("nobody there");
  }

  private static RealmPerson person(String name) {
    return new RealmPerson("id-" + name, name, null, false, null, true);
  }
}
