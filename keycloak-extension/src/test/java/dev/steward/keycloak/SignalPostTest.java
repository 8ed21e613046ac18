package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalPostTest {

  private final SignalInbox inbox = SignalInbox.open();
  private volatile Predicate<Signal> mayBeSealed = signal -> true;
  private final SignalQueue queue = new SignalQueue(3);
  private final SignalPost post =
      new SignalPost(
          queue,
          new SignalEndpoint(inbox.url()),
          signal -> mayBeSealed.test(signal) ? Optional.of(signal.jti()) : Optional.empty(),
          Duration.ofMillis(5));

  @AfterEach
  void close() {
    post.close(() -> {});
    inbox.close();
  }

  @Test
  void theSameTextIsCarriedUntilItIsAccepted() {
    inbox.answers(503);
    Signal signal = changed("a");
    queue.offer(signal);
    post.open();
    SignalInbox.await(() -> inbox.all().size() >= 3, "it was not tried again");
    inbox.answers(202);
    SignalInbox.await(() -> queue.waiting() == 0, "it was not carried");

    assertThat(inbox.all()).extracting(SignalInbox.Delivery::token).containsOnly(signal.jti());
    assertThat(inbox.all())
        .extracting(SignalInbox.Delivery::type)
        .containsOnly("application/secevent+jwt");
    assertThat(post.problem()).isNull();
  }

  @Test
  void whatTheRegistryRefusesIsNotCarriedAgain() {
    inbox.answers(400);
    queue.offer(changed("a"));
    post.open();
    SignalInbox.await(() -> queue.waiting() == 0, "it still waits");

    assertThat(post.refused()).isEqualTo(1);
    assertThat(inbox.all()).hasSize(1);
    assertThat(post.problem()).startsWith("refused");
  }

  @Test
  void oneThatCannotBeCarriedDoesNotHoldUpTheOthers() {
    inbox.answers(503);
    Signal first = changed("a");
    Signal second = changed("b");
    queue.offer(first);
    queue.offer(second);
    post.open();

    SignalInbox.await(
        () -> inbox.all().stream().anyMatch(came -> came.token().equals(second.jti())),
        "the second was not tried");
  }

  @Test
  void whatCannotBeSealedYetHoldsUpNobodyAndIsCarriedOnceItCan() {
    Signal notice = changed("a");
    mayBeSealed = signal -> !signal.equals(notice);
    queue.offer(notice);
    queue.offerUses(List.of(used()));
    post.open();
    SignalInbox.await(() -> queue.waiting() == 1, "the other was held up");
    assertThat(post.problem()).isNull();

    mayBeSealed = signal -> true;

    SignalInbox.await(() -> queue.waiting() == 0, "it was not carried");
  }

  @Test
  void whatCannotBeSealedDoesNotKeepThatFromBeingToldWhichIsToldLast() {
    Signal nameless = used();
    mayBeSealed = signal -> !signal.equals(nameless);
    queue.offerUses(List.of(nameless));

    post.close(() -> queue.offerUses(List.of(used())));

    assertThat(inbox.all()).hasSize(1);
    assertThat(queue.uses()).containsExactly(nameless);
  }

  @Test
  void atTheBoundTheOldestGoes() {
    List<Signal> signals = List.of(changed("a"), changed("b"), changed("c"), changed("d"));
    signals.forEach(queue::offer);
    queue.offerUses(List.of(used()));
    post.open();
    SignalInbox.await(() -> queue.waiting() == 0, "not all were carried");

    assertThat(queue.dropped()).isEqualTo(1);
    assertThat(inbox.all())
        .extracting(SignalInbox.Delivery::token)
        .hasSize(4)
        .doesNotContain(signals.getFirst().jti());
  }

  @Test
  void ofTwoThatSayTheSameTheLaterIsCarried() {
    Signal earlier = changed("a");
    Signal later = changed("a");
    queue.offer(earlier);
    queue.offer(later);
    post.open();
    SignalInbox.await(() -> queue.waiting() == 0, "it was not carried");

    assertThat(inbox.all()).extracting(SignalInbox.Delivery::token).containsExactly(later.jti());
  }

  @Test
  void closingCarriesWhatWaits() {
    queue.offerUses(List.of(used()));

    post.close(() -> queue.offerUses(List.of(used())));

    assertThat(inbox.all()).hasSize(2);
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void closingGivesUpOnARegistryThatDoesNotTakeThem() {
    inbox.answers(503);
    queue.offerUses(List.of(used(), used()));

    post.close(() -> {});

    assertThat(inbox.all()).hasSize(1);
    assertThat(queue.waiting()).isEqualTo(2);
  }

  @Test
  void aSignalWhoseRealmIsGoneIsForgotten() {
    queue.offer(changed("a"));
    queue.offerUses(List.of(used()));

    queue.forgetRealm("r");

    assertThat(queue.waiting()).isZero();
  }

  private static Signal changed(String client) {
    return signal(Signal.CLIENT_CHANGED, new Signal.Subject.Client(client));
  }

  private static Signal used() {
    return signal(Signal.USE_COUNTED, new Signal.Subject.Realm());
  }

  private static Signal signal(String event, Signal.Subject subject) {
    return new Signal("r", UUID.randomUUID().toString(), Instant.EPOCH, event, subject, Map.of());
  }
}
